// @ts-check
import { Follow } from './follow.js';
import { Geometry } from './geometry.js';
import { highlight } from './highlight.js';
import { ListCursor } from './list-cursor.js';
import { RowClock } from './row-clock.js';
import { RowPool } from './row-pool.js';
import { NOWHERE } from './row.js';
import { ScrollIntent } from './scroll-intent.js';
import { UnseenErrors } from './unseen-errors.js';

const FRESH_RATE = 5;          // messages/s: above that, a tint on each new row would only flicker

/**
 * `<message-list>`: the shown entries as a list that follows the newest or holds still. draw() is called at most once per
 * animation frame and is the only place that moves or fills rows.
 *
 * Fires `message-open` (detail: the entry) when a person picks a row, `follow-change` when it begins to follow or hold,
 * `gap-fill` (detail: the place) when they want what is missing.
 */
export class MessageList extends HTMLElement {
  #board = /** @type {import('../board/board.js').Board} */ (/** @type {unknown} */ (undefined));
  #cursor = /** @type {ListCursor} */ (/** @type {unknown} */ (undefined));
  #errors = /** @type {UnseenErrors} */ (/** @type {unknown} */ (undefined));
  #geometry = /** @type {Geometry} */ (/** @type {unknown} */ (undefined));
  #pool = /** @type {RowPool} */ (/** @type {unknown} */ (undefined));
  #follow = new Follow(() => this.dispatchEvent(new CustomEvent('follow-change', { bubbles: true })));
  #intent = /** @type {ScrollIntent | undefined} */ (undefined);
  #resized = new ResizeObserver(() => this.#measure());
  #filter = /** @type {import('../filter/filter.js').Filter | undefined} */ (undefined);
  #moved = false;              // row height or filter changed: the held view must find its anchor again
  #marks = /** @type {Set<string>} */ (new Set());
  #clock = new RowClock();
  #again = false;              // what rows show may have changed under the same place
  #drawnTo = 0;                // place after the newest entry of the last picture

  /** @param {import('../board/board.js').Board} board */
  watch(board) {
    const scroller = this.#part('.scroller');
    const spacer = this.#part('.spacer');
    this.#board = board;
    this.#cursor = new ListCursor(board);
    this.#errors = new UnseenErrors(board);
    this.#geometry = new Geometry(board.shown, scroller, spacer);
    this.#pool = new RowPool(spacer, /** @type {HTMLTemplateElement} */ (document.getElementById('row')), board, this.#clock, this.#marks);
    this.#intent = new ScrollIntent(scroller, this.#geometry, {
      back: () => this.hold(),
      atEnd: () => this.release(),
      moved: () => board.changed(),
      picked: node => this.#pick(node),
    }, () => this.#follow.isLive);
    this.#intent.watch();
    this.#resized.observe(scroller);
    board.addEventListener('fold-change', () => { this.#moved = true; });
    board.columns.addEventListener('change', () => this.#drawAnew());
    board.addEventListener('filled', event => this.#shift(/** @type {CustomEvent} */ (event).detail));
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
    if (this.isLive) this.#errors.restart();
    this.#board.store.hold(true);
    this.#follow.hold(this.#board.store.next);
    this.#board.changed();
  }

  release() {
    this.#cursor.clear();
    this.#board.store.hold(false);
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

  /** Goes on where a person stopped: what came since the hold, a page at a time; at its end it follows again. */
  readOn() {
    if (this.isLive) return;
    const { shown } = this.#board;
    const position = shown.positionOf(this.#follow.from);
    if (position >= shown.next) return this.release();
    this.#geometry.makeRoom();
    this.#geometry.scrollTo((position - this.#geometry.base) * this.#geometry.rowHeight);
    this.#board.changed();
  }

  oldest() {
    this.hold();
    this.#geometry.scrollTo(this.#geometry.past);
    this.#board.changed();
  }

  /** Picks the next row in a direction and brings it into view. @param {1 | -1} step */
  move(step) {
    if (this.#board.shown.count === 0) return;
    this.hold();
    this.#show(this.#cursor.beside(step, this.#geometry.window(this.#pool.rows.length).last));
  }

  /** Picks the nearest older (-1) or newer (1) row that is such. @param {1 | -1} step @param {(entry: import('../store/entry.js').Entry) => boolean} isSuch */
  find(step, isSuch) {
    const position = this.#cursor.nearest(step, isSuch);
    if (position === undefined) return;
    this.hold();
    this.#show(position);
  }

  /** Picks a message by its id, if it is shown. @param {string} id @returns {boolean} */
  pick(id) {
    const { shown, store } = this.#board;
    for (let position = shown.next - 1; position >= shown.first; position--) {
      const entry = store.at(shown.placeAt(position));
      if (!('id' in entry) || entry.id !== id) continue;
      this.hold();
      this.#show(position);
      return true;
    }
    return false;
  }

  toggleMark() {
    if (!this.current) return;
    const { id } = this.current;
    if (!this.#marks.delete(id)) this.#marks.add(id);
    this.#drawAnew();
  }

  /** @param {1 | -1} step */
  findMark(step) {
    this.find(step, entry => 'id' in entry && this.#marks.has(entry.id));
  }

  /** Shows what stands there in the whole list, oldest to newest. @param {number} fraction 0 to 1 */
  showFraction(fraction) {
    this.hold();
    const { rowHeight, viewport, past } = this.#geometry;
    this.#geometry.scrollTo(past + fraction * this.#board.shown.count * rowHeight - viewport / 2);
    this.#board.changed();
  }

  /** The ids that a person has marked. @returns {ReadonlySet<string>} */
  get marks() {
    return this.#marks;
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
    this.hold();
    this.#geometry.scrollTo((Math.min(position + 1, shown.next - 1) - this.#geometry.base) * this.#geometry.rowHeight);
    this.#board.changed();
    return true;
  }

  nextTimeMode() {
    this.#clock.nextMode();
    this.#drawAnew();
  }

  /** Times that are said as ages grow. @param {number} now ms */
  tick(now) {
    if (!this.#clock.tick(now)) return;
    this.#drawAnew();
  }

  /** Lets go of the room of rows that have left memory, so that the history can be read there. */
  dropPast() {
    this.#moved = true;
    this.#board.changed();
  }

  /** Errors among the unseen. */
  get errors() {
    return this.#follow.isLive || this.#board.shown.next === 0 ? 0 : this.#errors.count;
  }

  /** Whether older messages should be read: the list is not full, or somebody comes near its beginning. */
  get wantsOlder() {
    const { shown } = this.#board;
    if (shown.isScanning || this.#geometry.viewport === 0) return false;
    return shown.count < this.#geometry.visibleRows || (!this.isLive && this.#geometry.above < 2 * this.#geometry.viewport);
  }

  /** The message of the picked row. */
  get current() {
    return this.#cursor.message;
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
      freshFrom: calm ? this.#drawnTo : Infinity, current: this.#cursor.place, again: this.#again });
    this.#again = false;
    if (changed || refiltered) highlight(this.#pool.rows, filter.query.phrases);
    if (last >= shown.first && last < shown.next) this.#follow.seen(shown.placeAt(last));
    this.#drawnTo = store.next;
    this.#showPast();
    this.dispatchEvent(new CustomEvent('drawn'));
  }

  /** @param {number} position */
  #show(position) {
    this.#cursor.moveTo(position);
    this.#geometry.reveal(position);
    this.#board.changed();
  }

  /** @param {{place: number, moved: number}} filled */
  #shift({ place, moved }) {
    this.#geometry.shift(place, moved);
    this.#cursor.shift(place, moved);
    this.#moved = this.#again = true;
  }

  /** What rows show has changed under the same place. */
  #drawAnew() {
    this.#again = true;
    this.#board.changed();
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
    if (place === undefined || place === NOWHERE) return;
    this.#cursor.place = place;
    this.#board.changed();
    if (node.closest('.fill')) this.dispatchEvent(new CustomEvent('gap-fill', { bubbles: true, detail: place }));
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
