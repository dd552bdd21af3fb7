// @ts-check
import { valuesOf } from '../query/json-values.js';
import { folded } from '../query/words.js';

const MOST = 10_000;        // points

/** The numbers of one field over time, from the messages shown: what is held now, and each that comes. */
export class NumberSeries {
  #path;
  times = /** @type {number[]} */ ([]);       // s since 1970
  values = /** @type {number[]} */ ([]);

  /** @param {string} path */
  constructor(path) {
    this.#path = folded(path);
  }

  /** @param {import('../board/board.js').Board} board */
  readHeld({ shown, store }) {
    this.times = [];
    this.values = [];
    for (let position = Math.max(shown.first, shown.next - MOST); position < shown.next; position++) this.add(store.at(shown.placeAt(position)));
  }

  /** @param {import('../store/entry.js').Entry} entry @returns {boolean} whether it has the number */
  add(entry) {
    if (!('source' in entry) || Number.isNaN(entry.at)) return false;
    for (const { path, text } of valuesOf(entry.raw)) {
      if (path !== this.#path || text.trim() === '' || Number.isNaN(Number(text))) continue;
      this.times.push(Math.max(entry.at / 1000, this.times[this.times.length - 1] ?? 0));     // a clock that went back must not draw a loop
      this.values.push(Number(text));
      if (this.times.length > MOST) { this.times.shift(); this.values.shift(); }
      return true;
    }
    return false;
  }
}
