// @ts-check

const LONGEST_PAST = 200_000;     // rows that may have been evicted above a held list; elements cannot be endlessly tall
const OVERSCAN = 8;               // rows drawn beyond each edge, so that a quick scroll finds them there

/**
 * Where rows are. Position p lies at (p − base) × rowHeight. While held, base stays, so nothing moves by a pixel however
 * many entries arrive below or are evicted above (their room stays, empty). While live, base is the oldest shown row.
 *
 * The anchor (an entry's place and the pixels scrolled into its row) survives what moves the base: a new filter, a new row height.
 */
export class Geometry {
  #shown;
  #scroller;
  #spacer;
  #height = -1;
  #anchor = { place: 0, pixels: 0 };
  base = 0;
  top = 0;              // px, where the list was scrolled to, by the page or by a person
  viewport = 0;         // px
  rowHeight = 22;       // px

  /** @param {import('../board/shown.js').Shown} shown @param {HTMLElement} scroller @param {HTMLElement} spacer */
  constructor(shown, scroller, spacer) {
    this.#shown = shown;
    this.#scroller = scroller;
    this.#spacer = spacer;
  }

  measure() {
    this.viewport = this.#scroller.clientHeight;
    this.rowHeight = parseFloat(getComputedStyle(this.#scroller).getPropertyValue('--row-height')) || 22;
  }

  get visibleRows() {
    return Math.ceil(this.viewport / this.rowHeight) + 1;
  }

  get wantedRows() {
    return this.visibleRows + 2 * OVERSCAN;
  }

  get end() {
    return Math.max(0, (this.#shown.next - this.base) * this.rowHeight - this.viewport);
  }

  /** Of what is drawn: what came since cannot be scrolled to yet. */
  get isAtEnd() {
    return this.top >= this.#height - this.viewport - 2;
  }

  /** Rows that were there and have left memory, px of them. */
  get past() {
    return (this.#shown.first - this.base) * this.rowHeight;
  }

  /** Pins the view to the newest. */
  follow() {
    this.base = this.#shown.first;
    this.#stretch();
    this.scrollTo(this.end);
  }

  /** Makes room for what has come since the last picture, so that it can be scrolled to. */
  makeRoom() {
    this.#stretch();
  }

  /** Keeps the view where it is. @param {boolean} moved  positions or heights are not what they were */
  stay(moved) {
    const past = this.#shown.first - this.base;
    const rebase = moved || past < 0 || past > LONGEST_PAST;
    if (rebase) this.base = this.#shown.first;
    this.#stretch();
    if (!rebase) return;
    const above = this.#shown.positionOf(this.#anchor.place) - this.base;
    this.scrollTo(above * this.rowHeight + this.#anchor.pixels, false);
  }

  /** A person scrolled (or a key did for them): remember what they look at. @param {number} top px */
  lookAt(top) {
    this.top = top;
    const position = this.base + Math.floor(top / this.rowHeight);
    const shown = Math.min(Math.max(position, this.#shown.first), Math.max(this.#shown.first, this.#shown.next - 1));
    this.#anchor = { place: this.#shown.placeAt(shown), pixels: position === shown ? top % this.rowHeight : 0 };
  }

  /** Entries older than a place have moved down. @param {number} place @param {number} moved places */
  shift(place, moved) {
    if (this.#anchor.place < place) this.#anchor.place -= moved;
  }

  /** How far the oldest shown row is above what is seen, px. */
  get above() {
    return this.top - this.past;
  }

  /** @param {number} top px @param {boolean} [look] whether this becomes what the person looks at */
  scrollTo(top, look = true) {
    const wanted = Math.round(Math.min(Math.max(0, top), this.end));
    if (Math.abs(wanted - this.#scroller.scrollTop) >= 1) this.#scroller.scrollTop = wanted;
    if (look) this.lookAt(wanted);
    else this.top = wanted;
  }

  /** Where a position lies, px. @param {number} position */
  yOf(position) {
    return (position - this.base) * this.rowHeight;
  }

  /** The last position that is seen whole. */
  get lastSeen() {
    return this.base + Math.floor(this.top / this.rowHeight) + Math.floor(this.viewport / this.rowHeight) - 1;
  }

  /** Scrolls just far enough that a position can be seen whole. @param {number} position */
  reveal(position) {
    const y = this.yOf(position);
    if (y < this.top) this.scrollTo(y);
    else if (y + this.rowHeight > this.top + this.viewport) this.scrollTo(y + this.rowHeight - this.viewport);
  }

  /** The positions to draw. @param {number} size of the pool */
  window(size) {
    const first = this.base + Math.floor(this.top / this.rowHeight);
    const overscan = Math.max(0, Math.min(OVERSCAN, size - this.visibleRows));
    const from = Math.max(this.#shown.first, Math.min(first - overscan, this.#shown.next - size));
    return { from, to: Math.min(this.#shown.next, from + size) };
  }

  #stretch() {
    const height = (this.#shown.next - this.base) * this.rowHeight;
    if (height === this.#height) return;
    this.#height = height;
    this.#spacer.style.height = `${height}px`;
  }
}
