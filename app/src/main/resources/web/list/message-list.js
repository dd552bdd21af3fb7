// @ts-check
import { Follow } from './follow.js';
import { Geometry } from './geometry.js';
import { highlight } from './highlight.js';
import { RowPool } from './row-pool.js';
import { ScrollIntent } from './scroll-intent.js';

const FRESH_RATE = 5;          // messages/s: above that, a tint on each new row would only flicker

/**
 * `<message-list>`: the shown entries as a list that follows the newest or holds still. draw() is called at most once per
 * animation frame and is the only place that moves or fills rows.
 *
 * Fires `message-open` (detail: the entry) when a person picks a row, `follow-change` when it begins to follow or hold.
 */
export class MessageList extends HTMLElement {
  #board = /** @type {import('../board/board.js').Board} */ (/** @type {unknown} */ (undefined));
  #geometry = /** @type {Geometry} */ (/** @type {unknown} */ (undefined));
  #pool = /** @type {RowPool} */ (/** @type {unknown} */ (undefined));
  #follow = new Follow(() => this.dispatchEvent(new CustomEvent('follow-change', { bubbles: true })));
  #intent = /** @type {ScrollIntent | undefined} */ (undefined);
  #resized = new ResizeObserver(() => this.#measure());
  #filter = /** @type {import('../filter/filter.js').Filter | undefined} */ (undefined);
  #moved = false;              // row height or filter changed: the held view must find its anchor again
  #drawnTo = 0;                // place after the newest entry of the last picture
  #current = -1;               // place of the picked row

  /** @param {import('../board/board.js').Board} board */
  watch(board) {
    const scroller = this.#part('.scroller');
    const spacer = this.#part('.spacer');
    this.#board = board;
    this.#geometry = new Geometry(board.shown, scroller, spacer);
    this.#pool = new RowPool(spacer, /** @type {HTMLTemplateElement} */ (document.getElementById('row')), board);
    this.#intent = new ScrollIntent(scroller, this.#geometry, {
      back: () => this.hold(),
      atEnd: () => this.release(),
      moved: () => board.changed(),
      picked: node => this.#pick(node),
    }, () => this.#follow.isLive);
    this.#intent.watch();
    this.#resized.observe(scroller);
    this.#measure();
  }

  disconnectedCallback() {
    this.#resized.disconnect();
    this.#intent?.ignore();
  }

  get isLive() {
    return this.#follow.isLive;
  }

  /** Shown entries that came since the hold and have not been looked at. */
  get unseen() {
    return this.#follow.isLive ? 0 : this.#board.shown.next - this.#board.shown.positionOf(this.#follow.from);
  }

  hold() {
    this.#follow.hold(this.#board.store.next);
    this.#board.changed();
  }

  release() {
    this.#current = -1;
    this.#follow.release();
    this.#board.changed();
  }

  /** @param {number} rows negative: towards the oldest */
  page(rows) {
    if (rows < 0) this.hold();
    if (this.isLive) return;
    const pixels = rows * (this.#geometry.viewport - this.#geometry.rowHeight);
    this.#geometry.scrollTo(this.#geometry.top + pixels);
    if (rows > 0 && this.#geometry.isAtEnd) this.release();
    this.#board.changed();
  }

  oldest() {
    this.hold();
    this.#geometry.scrollTo(this.#geometry.past);
    this.#board.changed();
  }

  /** Picks the next row in a direction and brings it into view. @param {1 | -1} step */
  move(step) {
    const { shown, store } = this.#board;
    if (shown.count === 0) return;
    this.hold();
    const last = this.#geometry.window(this.#pool.rows.length).last;
    const start = this.#current < store.first ? Math.min(last, shown.next - 1) + (step < 0 ? 1 : 0) : shown.positionOf(this.#current);
    const position = Math.min(Math.max(start + step, shown.first), shown.next - 1);
    this.#current = shown.placeAt(position);
    this.#geometry.reveal(position);
    this.#board.changed();
  }

  /** @returns {import('../store/entry.js').MessageEntry | undefined} */
  get current() {
    if (this.#current < this.#board.store.first || this.#current >= this.#board.store.next) return undefined;
    const entry = this.#board.store.at(this.#current);
    return 'source' in entry ? entry : undefined;
  }

  draw() {
    const { shown, store, filter, rate } = this.#board;
    const refiltered = filter !== this.#filter;
    this.#filter = filter;
    if (this.#follow.isLive) this.#geometry.follow();
    else this.#geometry.stay(this.#moved || refiltered || shown.isScanning);
    this.#moved = false;
    const size = this.#pool.resize(this.#geometry.wantedRows);
    const { from, to, last } = this.#geometry.window(size);
    const calm = this.#follow.isLive && this.#drawnTo > 0 && rate.perSecond(Date.now()) < FRESH_RATE;
    const changed = this.#pool.show({ from, to, base: this.#geometry.base, rowHeight: this.#geometry.rowHeight,
      freshFrom: calm ? this.#drawnTo : Infinity, current: this.#current });
    if (changed || refiltered) highlight(this.#pool.rows, filter.wanted);
    if (last >= shown.first && last < shown.next) this.#follow.seen(shown.placeAt(last));
    this.#drawnTo = store.next;
    this.#showPast();
  }

  #showPast() {
    const past = this.#geometry.past;
    const note = this.#part('.past');
    note.hidden = past === 0;
    if (past > 0) note.style.height = `${past}px`;
  }

  /** @param {Element} node */
  #pick(node) {
    const place = this.#pool.placeUnder(node);
    if (place === undefined || place === -1) return;
    this.#current = place;
    this.#board.changed();
    if (this.current) this.dispatchEvent(new CustomEvent('message-open', { bubbles: true, detail: this.current }));
  }

  #measure() {
    const { rowHeight } = this.#geometry;
    this.#geometry.measure();
    this.#moved ||= rowHeight !== this.#geometry.rowHeight;
    this.#board.changed();
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

customElements.define('message-list', MessageList);
