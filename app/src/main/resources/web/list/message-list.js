// @ts-check
import { Follow } from './follow.js';
import { Geometry } from './geometry.js';
import { highlight } from './highlight.js';
import { ListNavigation } from './list-navigation.js';
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
 * `gap-fill` (detail: the place) when they want what is missing, `drawn` after each picture.
 */
export class MessageList extends HTMLElement {
  #board = /** @type {import('../board/board.js').Board} */ (/** @type {unknown} */ (undefined));
  navigation = /** @type {ListNavigation} */ (/** @type {unknown} */ (undefined));
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
    this.#errors = new UnseenErrors(board);
    this.#geometry = new Geometry(board.shown, scroller, spacer);
    this.navigation = new ListNavigation(board, this.#geometry, this.#follow, this);
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
    return this.#follow.isLive ? 0 : this.#board.shown.next - this.#firstUnseen;
  }

  hold() {
    this.#board.store.hold(true);
    this.#follow.hold(this.#board.store.next);
    this.#board.changed();
  }

  release() {
    this.navigation.cursor.clear();
    this.#board.store.hold(false);
    this.#follow.release();
    this.#board.changed();
  }

  toggleMark() {
    if (!this.current) return;
    const { id } = this.current;
    if (!this.#marks.delete(id)) this.#marks.add(id);
    this.#drawAnew();
  }

  /** @param {1 | -1} step */
  findMark(step) {
    this.navigation.find(step, entry => 'id' in entry && this.#marks.has(entry.id));
  }

  /** The ids that a person has marked. @returns {ReadonlySet<string>} */
  get marks() {
    return this.#marks;
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
    return this.#follow.isLive ? 0 : this.#errors.countFrom(this.#firstUnseen);
  }

  /** The entry of the row under a node. @param {Element} node */
  entryUnder(node) {
    const place = this.#pool.placeUnder(node);
    return place === undefined || place === NOWHERE ? undefined : this.#board.store.at(place);
  }

  /** Whether older messages should be read: the list is not full, or somebody comes near its beginning. */
  get wantsOlder() {
    const { shown } = this.#board;
    if (shown.isScanning || this.#geometry.viewport === 0) return false;
    return shown.count < this.#geometry.visibleRows || (!this.isLive && this.#geometry.above < 2 * this.#geometry.viewport);
  }

  /** The message of the picked row. */
  get current() {
    return this.navigation.cursor.message;
  }

  draw() {
    const { shown, store, filter, rate } = this.#board;
    const refiltered = filter !== this.#filter;
    this.#filter = filter;
    if (this.#follow.isLive) this.#geometry.follow();
    else this.#geometry.stay(this.#moved || refiltered || shown.isScanning);
    this.#moved = false;
    const size = this.#pool.resize(this.#geometry.wantedRows);
    const { from, to } = this.#geometry.window(size);
    const last = this.#geometry.lastSeen;
    const calm = this.#follow.isLive && this.#drawnTo > 0 && rate.perSecond(Date.now()) < FRESH_RATE;
    const changed = this.#pool.show({ from, to, base: this.#geometry.base, rowHeight: this.#geometry.rowHeight,
      freshFrom: calm ? this.#drawnTo : Infinity, current: this.navigation.cursor.place, again: this.#again });
    this.#again = false;
    if (changed || refiltered) highlight(this.#pool.rows, filter.query.phrases);
    if (last >= shown.first && last < shown.next) this.#follow.seen(shown.placeAt(last));
    this.#drawnTo = store.next;
    this.#showPast();
    this.dispatchEvent(new CustomEvent('drawn'));
  }

  /** Its position. */
  get #firstUnseen() {
    return this.#board.shown.positionOf(this.#follow.from);
  }

  /** @param {{place: number, moved: number}} filled */
  #shift({ place, moved }) {
    this.#geometry.shift(place, moved);
    this.navigation.cursor.shift(place, moved);
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
    this.navigation.cursor.place = place;
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
