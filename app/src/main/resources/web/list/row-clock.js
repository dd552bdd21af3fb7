// @ts-check
import { clockTime } from './clock-time.js';

const MODES = /** @type {const} */ (['local', 'utc', 'ago', 'between']);
const PAUSE = 1_000;       // ms between two looks at ages
const KEY = 'heliograph.time';

/** How rows say when: the clock here, UTC, how long ago, or how long after the row above. */
export class RowClock {
  #mode = read();
  #now = Date.now();

  nextMode() {
    this.#mode = MODES[(MODES.indexOf(this.#mode) + 1) % MODES.length];
    this.#now = Date.now();
    try {
      localStorage.setItem(KEY, this.#mode);
    } catch {
      // a browser that stores nothing asks again next time
    }
  }

  /** @param {number} now ms @returns {boolean} whether rows must say it anew */
  tick(now) {
    if (this.#mode !== 'ago' || now - this.#now < PAUSE) return false;
    this.#now = now;
    return true;
  }

  /** @param {number} at ms since 1970 @param {number | undefined} before of the row above */
  text(at, before) {
    switch (this.#mode) {
      case 'local': return clockTime(at);
      case 'utc': return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(11, 24);
      case 'ago': return ageText(this.#now - at);
      case 'between': return before === undefined || Number.isNaN(at - before) ? '' : `+${((at - before) / 1000).toFixed(3)}s`;
    }
  }
}

/** @param {number} age ms */
export function ageText(age) {
  if (Number.isNaN(age)) return '';
  const seconds = Math.max(0, Math.floor(age / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ago`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}

function read() {
  try {
    const mode = localStorage.getItem(KEY);
    return MODES.find(known => known === mode) ?? 'local';
  } catch {
    return 'local';
  }
}
