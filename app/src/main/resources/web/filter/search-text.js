// @ts-check
import { parsed } from '../store/entry.js';

const MOST_KEPT = 4_000;     // characters: longer texts are made anew, they would fill the memory twice
const SKIPPED = new Set(['id', 'time', 'received']);     // or a word like 42 would find every message of a minute

/**
 * All text of a message, lower-cased: source, level, values and keys, as a person reads them (unescaped), not as JSON.
 *
 * @param {import('../store/entry.js').MessageEntry} entry
 */
export function searchText(entry) {
  if (entry.search !== '') return entry.search;
  const message = parsed(entry.raw);
  /** @type {string[]} */
  const parts = [];
  for (const key of Object.keys(message)) {
    if (SKIPPED.has(key)) continue;
    const value = message[key];
    if (key === 'content' || key === 'source' || key === 'level') parts.push(String(value));
    else parts.push(`${key}=${typeof value === 'string' ? value : asJson(value)}`);
  }
  const text = parts.join('\n').toLowerCase();
  if (text.length <= MOST_KEPT) entry.search = text;
  return text;
}

/** @param {unknown} value */
function asJson(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return '';      // nested deeper than the stack goes; the hub takes 64 levels at most
  }
}
