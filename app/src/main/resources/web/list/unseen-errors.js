// @ts-check

/** How many of what came since the list was held are errors. Each entry is looked at once. */
export class UnseenErrors {
  #board;
  #count = 0;
  #counted = 0;                // place up to which they are counted

  /** @param {import('../board/board.js').Board} board */
  constructor(board) {
    this.#board = board;
  }

  restart() {
    this.#count = 0;
    this.#counted = this.#board.store.next;
  }

  get count() {
    const { store, filter } = this.#board;
    for (; this.#counted < store.next; this.#counted++) {
      const entry = this.#counted < store.first ? undefined : store.at(this.#counted);
      if (entry && 'level' in entry && (entry.level === 'error' || entry.level === 'fatal') && filter.accepts(entry)) this.#count++;
    }
    return this.#count;
  }
}
