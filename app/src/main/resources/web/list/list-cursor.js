// @ts-check
import { NOWHERE } from './row.js';

/**
 * The row that a person has picked, by the place of its entry, and the steps to others. It only points; who shows it scrolls.
 *
 * @typedef {import('../store/entry.js').Entry} Entry
 */
export class ListCursor {
  #board;
  place = NOWHERE;

  /** @param {import('../board/board.js').Board} board */
  constructor(board) {
    this.#board = board;
  }

  clear() {
    this.place = NOWHERE;
  }

  /** @returns {import('../store/entry.js').MessageEntry | undefined} */
  get message() {
    const { store } = this.#board;
    if (this.place < store.first || this.place >= store.next) return undefined;
    const entry = store.at(this.place);
    return 'source' in entry ? entry : undefined;
  }

  /** @param {number} position */
  moveTo(position) {
    this.place = this.#board.shown.placeAt(position);
  }

  /** The position one step on. @param {1 | -1} step @param {number} last position that is seen, from which the first step goes */
  beside(step, last) {
    const { shown } = this.#board;
    const start = this.#isGone ? Math.min(last, shown.next - 1) + (step < 0 ? 1 : 0) : shown.positionOf(this.place);
    return Math.min(Math.max(start + step, shown.first), shown.next - 1);
  }

  /** The position of the nearest older (-1) or newer (1) row that is such. @param {1 | -1} step @param {(entry: Entry) => boolean} isSuch */
  nearest(step, isSuch) {
    const { shown, store } = this.#board;
    const from = this.#isGone ? (step < 0 ? shown.next : shown.first - 1) : shown.positionOf(this.place);
    for (let position = from + step; position >= shown.first && position < shown.next; position += step) {
      if (isSuch(store.at(shown.placeAt(position)))) return position;
    }
    return undefined;
  }

  /** Entries older than a place have moved down. @param {number} place @param {number} moved places */
  shift(place, moved) {
    if (this.place < place) this.place -= moved;
  }

  get #isGone() {
    return this.place < this.#board.store.first;
  }
}
