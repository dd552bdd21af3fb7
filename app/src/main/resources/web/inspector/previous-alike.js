// @ts-check
import { parsed } from '../store/entry.js';

const VARIABLE = /0x[0-9a-f]+|\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b|\d+/gi;     // what differs between two of a kind

/**
 * The message before this one that is of its kind: of the same source, and of the same `type` or, without one, with the same
 * text but for its numbers.
 *
 * @param {import('../store/ring-store.js').RingStore} store @param {import('../store/entry.js').MessageEntry} entry
 * @returns {import('../store/entry.js').MessageEntry | undefined} undefined: none of them is held
 */
export function previousAlike(store, entry) {
  const kind = kindOf(entry);
  for (let place = store.next - 1; place >= store.first; place--) {
    const other = store.at(place);
    if ('source' in other && other.offset < entry.offset && other.source === entry.source && kindOf(other) === kind) return other;
  }
  return undefined;
}

/** @param {import('../store/entry.js').MessageEntry} entry */
function kindOf({ raw }) {
  const message = parsed(raw);
  if (message.type !== undefined) return `type ${JSON.stringify(message.type)}`;
  return `text ${String(message.content ?? '').replace(VARIABLE, '#')}`;
}
