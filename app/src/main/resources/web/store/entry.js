// @ts-check

export const LEVELS = Object.freeze(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'none']);

/**
 * What the page keeps of a message: its JSON as it came, and the few columns that every row and filter needs. All the rest
 * is parsed again when a row shows it, so that 50,000 held messages cost little more than their text.
 */
export class MessageEntry {
  isGap = false;

  /**
   * @param {string} id @param {number} at its own time, ms since 1970, NaN if unknown @param {number} arrivedAt ms since 1970
   * @param {string} source @param {string} level one of LEVELS @param {string} raw
   */
  constructor(id, at, arrivedAt, source, level, raw) {
    this.id = id;
    this.offset = offsetOf(id);
    this.at = at;
    this.arrivedAt = arrivedAt;
    this.source = source;
    this.level = level;
    this.raw = raw;
    this.ownFrom = raw.indexOf('"source"');      // behind id and time
  }
}

/** A place where the hub says that something is missing. Shown whatever the filter says. */
export class GapEntry {
  isGap = true;
  isFilling = false;       // what is missing is being read
  at = NaN;
  raw = '';
  /** @param {{count: number | null, reason: string, from?: number | null, to?: number}} gap */
  constructor(gap) {
    this.count = gap.count;
    this.reason = gap.reason;
    this.from = gap.from ?? undefined;
    this.to = gap.to;
  }
}

/** Where a message stands in the journal. @param {string} id */
export function offsetOf(id) {
  return Number(id.slice(id.lastIndexOf('-') + 1));
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
  const at = Date.parse(message.time);
  const arrivedAt = message.received === undefined ? at : Date.parse(message.received);
  return new MessageEntry(id, at, arrivedAt, names.get(source) ?? '', level, raw);
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
