// @ts-check
import { parsed } from '../store/entry.js';

const MOST_CONTENT = 1_000;       // characters in a row: more than any screen is wide, few enough to lay out at once
const MOST_FIELDS = 500;          // characters
const SHOWS_SIZE = 10_000;        // characters from which a row says how large its message is
const EXACT = 64_000;             // characters up to which numbers keep their digits (1.10, not 1.1)
const COLUMNS = new Set(['id', 'time', 'received', 'source', 'level', 'content', 'origin']);

/**
 * What a row says of a message: its content and its other fields, or its other fields alone as JSON. Raw text: whoever shows it
 * makes it visible.
 *
 * @param {import('../store/entry.js').MessageEntry} entry
 * @returns {{content: string, fields: string, size: string}}
 */
export function digest(entry) {
  const { content, ...message } = exactly(entry.raw);
  const others = Object.keys(message).filter(key => !COLUMNS.has(key));
  const size = entry.raw.length >= SHOWS_SIZE ? sizeOf(entry.raw.length) : '';
  if (content === undefined) {
    const rest = Object.fromEntries(others.map(key => [key, message[key]]));
    return { content: short(asJson(rest), MOST_CONTENT), fields: '', size };
  }
  let fields = '';
  for (const key of others) {
    if (fields.length > MOST_FIELDS) break;
    if (message[key] === content) continue;                       // the msg that the hub made the content of
    fields += `${fields ? '  ' : ''}${key}=${valueOf(message[key])}`;
  }
  return { content: short(valueOf(content), MOST_CONTENT), fields: short(fields, MOST_FIELDS), size };
}

/** Parses, and keeps the digits of numbers where the browser can. @param {string} raw */
function exactly(raw) {
  const json = /** @type {any} */ (JSON);
  if (raw.length > EXACT || !json.rawJSON) return parsed(raw);
  try {
    return json.parse(raw, (/** @type {string} */ key, /** @type {unknown} */ value, /** @type {any} */ context) =>
      typeof value === 'number' && context ? json.rawJSON(context.source) : value);
  } catch {
    return parsed(raw);
  }
}

/** @param {unknown} value */
function valueOf(value) {
  return typeof value === 'string' ? value : asJson(value);
}

/** @param {unknown} value */
function asJson(value) {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '[nested too deep]';
  }
}

/** @param {string} text @param {number} most */
function short(text, most) {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** @param {number} characters */
export function sizeOf(characters) {
  return characters >= 1_000_000 ? `${(characters / 1_048_576).toFixed(1)} MB` : `${Math.round(characters / 1024)} KB`;
}
