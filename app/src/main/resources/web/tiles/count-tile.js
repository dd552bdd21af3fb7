// @ts-check
import { LiveCounts } from '../history/live-counts.js';
import { statusOf } from './tile-face.js';
import { tileFilter, tileSearch } from './tile-filter.js';

/** A tile that counts messages within a window, or how many of them there are for each second. */
export class CountTile {
  #tile;
  #board;
  #counts;
  isRemoved = false;

  /** @param {any} tile as `GET /api/tiles` has it @param {import('../board/board.js').Board} board */
  constructor(tile, board) {
    this.#tile = tile;
    this.#board = board;
    this.id = tile.id;
    this.#counts = new LiveCounts(tileFilter(tile), tile.windowSeconds * 1000);
  }

  async load() {
    await this.#counts.load(this.#board.newest, Date.now());
    if (this.#counts.failure) throw new Error(this.#counts.failure);
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  take(entry) {
    this.#counts.count(entry);
  }

  /** @param {number} now ms @returns {import('./tile-face.js').Face} */
  face(now) {
    const { title, show, unit, windowSeconds } = this.#tile;
    const line = this.#counts.totals(now);
    const total = line.reduce((sum, count) => sum + count, 0);
    const value = show === 'rate' ? total / windowSeconds : total;
    return {
      title, value, unit, status: statusOf(value, this.#tile), delta: undefined, line, age: NaN, isStale: false,
      search: tileSearch(this.#tile, `${windowSeconds}s`),
    };
  }
}
