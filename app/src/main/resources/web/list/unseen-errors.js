// @ts-check

/** How many of the unseen rows show an error. Each row is looked at once, until the rows are others. */
export class UnseenErrors {
  #board;
  #count = 0;
  #from = 0;                   // position of the first row that is counted
  #next = 0;                   // of the next one to count

  /** @param {import('../board/board.js').Board} board */
  constructor(board) {
    this.#board = board;
    for (const type of ['filter-change', 'fold-change', 'filled']) board.addEventListener(type, () => this.#restart(0));
  }

  /** @param {number} position of the first unseen row */
  countFrom(position) {
    const { store, shown } = this.#board;
    if (position !== this.#from) this.#restart(position);
    for (; this.#next < shown.next; this.#next++) {
      const entry = store.at(shown.placeAt(this.#next));
      if ('level' in entry && (entry.level === 'error' || entry.level === 'fatal')) this.#count++;
    }
    return this.#count;
  }

  /** @param {number} position */
  #restart(position) {
    this.#count = 0;
    this.#from = this.#next = position;
  }
}
