// @ts-check
import { parsed } from '../store/entry.js';

const VARIABLE = /0x[0-9a-f]+|\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b|\d+/gi;     // what differs between two of a kind
const MOST_TEXT = 4 * 1024 * 1024;     // characters that are read in search of it, so that the page does not stand still

/**
 * The message before this one that is of its kind: of the same source, and of the same `type` or, without one, with the same
 * text but for its numbers.
 *
 * @param {import('../store/ring-store.js').RingStore} store @param {import('../store/entry.js').MessageEntry} entry
 * @returns {import('../store/entry.js').MessageEntry | undefined} undefined: none of them is held near it
 */
export function previousAlike(store, entry) {
  const kind = kindOf(entry);
  let place = store.next - 1;
  while (place >= store.first && !is(store.at(place), entry)) place--;
  for (let text = 0; --place >= store.first && text < MOST_TEXT;) {
    const other = store.at(place);
    if (!('source' in other) || other.source !== entry.source) continue;
    if (kindOf(other) === kind) return other;
    text += other.raw.length;
  }
  return undefined;
}

/** @param {import('../store/entry.js').Entry} one @param {import('../store/entry.js').MessageEntry} entry */
const is = (one, entry) => 'id' in one && one.id === entry.id;

/** @param {import('../store/entry.js').MessageEntry} entry */
function kindOf({ raw }) {
  const message = parsed(raw);
  if (message.type !== undefined) return `type ${JSON.stringify(message.type)}`;
  return `text ${String(message.content ?? '').replace(VARIABLE, '#')}`;
}
