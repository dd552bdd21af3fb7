// @ts-check
import { ListCursor } from './list-cursor.js';

/**
 * How a person gets about in the list: by pages, to the oldest, to a time, from row to row. Whoever looks elsewhere than at the
 * newest holds it.
 *
 * @typedef {{isLive: boolean, hold: () => void, release: () => void}} Held  the list
 */
export class ListNavigation {
  #board;
  #geometry;
  #follow;
  #list;
  cursor;

  /**
   * @param {import('../board/board.js').Board} board @param {import('./geometry.js').Geometry} geometry
   * @param {import('./follow.js').Follow} follow @param {Held} list
   */
  constructor(board, geometry, follow, list) {
    this.#board = board;
    this.#geometry = geometry;
    this.#follow = follow;
    this.#list = list;
    this.cursor = new ListCursor(board);
  }

  /** @param {number} rows negative: towards the oldest */
  page(rows) {
    if (rows < 0) this.#list.hold();
    if (this.#list.isLive) return;
    this.#scrollTo(this.#geometry.top + rows * (this.#geometry.viewport - this.#geometry.rowHeight));
    if (rows > 0 && this.#geometry.isAtEnd) this.#list.release();
  }

  /** Goes on where a person stopped: what came since the hold, a page at a time; at its end it follows again. */
  readOn() {
    if (this.#list.isLive) return;
    const { shown } = this.#board;
    const position = shown.positionOf(this.#follow.from);
    if (position >= shown.next) return this.#list.release();
    this.#geometry.makeRoom();
    this.#scrollTo(this.#geometry.yOf(position));
  }

  oldest() {
    this.#list.hold();
    this.#scrollTo(this.#geometry.past);
  }

  /** Shows what stands there in the whole list, oldest to newest. @param {number} fraction 0 to 1 */
  showFraction(fraction) {
    this.#list.hold();
    const { rowHeight, viewport, past } = this.#geometry;
    this.#scrollTo(past + fraction * this.#board.shown.count * rowHeight - viewport / 2);
  }

  /** Shows what arrived then, if that is held. @param {number} at ms since 1970 @returns {boolean} */
  goTo(at) {
    const { shown, store } = this.#board;
    let position = shown.next - 1;
    for (; position >= shown.first; position--) {
      const entry = store.at(shown.placeAt(position));
      if ('id' in entry && entry.arrivedAt < at) break;
    }
    if (position < shown.first) return false;
    this.#list.hold();
    this.#scrollTo(this.#geometry.yOf(Math.min(position + 1, shown.next - 1)));
    return true;
  }

  /** Picks the next row in a direction and brings it into view. @param {1 | -1} step */
  move(step) {
    if (this.#board.shown.count === 0) return;
    this.#list.hold();
    this.#show(this.cursor.beside(step, this.#geometry.lastSeen));
  }

  /** Picks the nearest older (-1) or newer (1) row that is such. @param {1 | -1} step @param {(entry: import('../store/entry.js').Entry) => boolean} isSuch */
  find(step, isSuch) {
    const position = this.cursor.nearest(step, isSuch);
    if (position === undefined) return;
    this.#list.hold();
    this.#show(position);
  }

  /** Picks a message by its id, if it is shown. @param {string} id @returns {boolean} */
  pick(id) {
    const { shown, store } = this.#board;
    for (let position = shown.next - 1; position >= shown.first; position--) {
      const entry = store.at(shown.placeAt(position));
      if (!('id' in entry) || entry.id !== id) continue;
      this.#list.hold();
      this.#show(position);
      return true;
    }
    return false;
  }

  /** @param {number} position */
  #show(position) {
    this.cursor.moveTo(position);
    this.#geometry.reveal(position);
    this.#board.changed();
  }

  /** @param {number} top px */
  #scrollTo(top) {
    this.#geometry.scrollTo(top);
    this.#board.changed();
  }
}
