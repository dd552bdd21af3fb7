// @ts-check
import { NOWHERE, Row } from './row.js';

const MOST_ROWS = 100;

/**
 * A handful of row nodes that stand for 50,000. The order of the nodes is the order on screen, for readers of all kinds;
 * scrolling by one row moves one node to the other end and fills it anew.
 *
 * @typedef {{from: number, to: number, base: number, rowHeight: number, freshFrom: number, current: number, again: boolean}} Window
 */
export class RowPool {
  #parent;
  #template;
  #board;
  #clock;
  #marks;
  /** @type {Row[]} */
  #rows = [];
  #from = 0;

  /**
   * @param {HTMLElement} parent @param {HTMLTemplateElement} template @param {import('../board/board.js').Board} board
   * @param {import('./row-clock.js').RowClock} clock @param {Set<string>} marks ids
   */
  constructor(parent, template, board, clock, marks) {
    this.#parent = parent;
    this.#template = template;
    this.#board = board;
    this.#clock = clock;
    this.#marks = marks;
  }

  get rows() {
    return this.#rows;
  }

  /** @param {number} wanted @returns {number} how many rows there are now */
  resize(wanted) {
    const size = Math.min(MOST_ROWS, wanted);
    while (this.#rows.length < size) {
      const row = new Row(this.#template);
      this.#rows.push(row);
      this.#parent.append(row.node);
    }
    while (this.#rows.length > size) this.#rows.pop()?.node.remove();
    return size;
  }

  /** Shows the positions from..to; returns whether any row changed its text. @param {Window} window */
  show({ from, to, base, rowHeight, freshFrom, current, again }) {
    this.#rotate(from - this.#from);
    this.#from = from;
    const { shown, store, columns } = this.#board;
    let changed = false;
    this.#rows.forEach((row, i) => {
      const position = from + i;
      if (position >= to) return row.place === NOWHERE && row.node.hidden ? undefined : row.hide();
      const place = shown.placeAt(position);
      if (row.place !== place || again) {
        const entry = store.at(place);
        const before = position > shown.first ? store.at(shown.placeAt(position - 1)) : undefined;
        row.show(entry, place, place >= freshFrom, this.#clock.text(entry.at, before?.at));
        row.showCells('id' in entry ? columns.cells(entry.raw) : []);
        row.mark('id' in entry && this.#marks.has(entry.id));
        changed = true;
      }
      row.repeat(shown.timesAt(position));
      row.node.classList.toggle('current', place === current);
      row.moveTo((position - base) * rowHeight);
    });
    return changed;
  }

  /** @param {Element} node @returns {number | undefined} the place of the entry that the row under this node shows */
  placeUnder(node) {
    const element = node.closest('.row');
    return this.#rows.find(row => row.node === element)?.place;
  }

  /** @param {number} steps */
  #rotate(steps) {
    const rows = this.#rows;
    if (Math.abs(steps) >= rows.length) return;
    for (; steps > 0; steps--) {
      const row = /** @type {Row} */ (rows.shift());
      this.#parent.append(row.node);
      rows.push(row);
    }
    for (; steps < 0; steps++) {
      const row = /** @type {Row} */ (rows.pop());
      this.#parent.prepend(row.node);
      rows.unshift(row);
    }
  }
}
