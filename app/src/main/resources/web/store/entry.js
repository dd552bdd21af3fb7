// @ts-check

export const LEVELS = Object.freeze(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none']);

/**
 * What the page keeps of a message: its JSON as it came, and the few columns that every row and filter needs. All the rest
 * is parsed again when a row shows it, so that 50,000 held messages cost little more than their text.
 */
export class MessageEntry {
  isGap = false;
  search = '';             // lower-cased text, while a word filter is active
  /**
   * @param {string} id @param {number} at ms since 1970, NaN if unknown
   * @param {string} source @param {string} level one of LEVELS @param {string} raw
   */
  constructor(id, at, source, level, raw) {
    this.id = id;
    this.at = at;
    this.source = source;
    this.level = level;
    this.raw = raw;
  }
}

/** A place where the hub says that something is missing. Shown whatever the filter says. */
export class GapEntry {
  isGap = true;
  at = NaN;
  raw = '';
  /** @param {{count: number | null, reason: string}} gap */
  constructor(gap) {
    this.count = gap.count;
    this.reason = gap.reason;
  }
}

/** @typedef {MessageEntry | GapEntry} Entry */

/** One string for each source name, not one for each message. @type {Map<string, string>} */
const names = new Map();

/** @param {string} id @param {string} raw */
export function messageEntry(id, raw) {
  const message = parsed(raw);
  const source = typeof message.source === 'string' ? message.source : '';
  if (!names.has(source)) names.set(source, source);
  const level = LEVELS.includes(message.level) ? message.level : 'none';
  return new MessageEntry(id, Date.parse(message.time), names.get(source) ?? '', level, raw);
}

/** @param {string} raw @returns {Record<string, any>} */
export function parsed(raw) {
  try {
    const message = JSON.parse(raw);
    return message !== null && typeof message === 'object' ? message : { content: raw };
  } catch {
    return { content: raw };          // show what came rather than nothing
  }
}
