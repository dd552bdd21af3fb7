// @ts-check
import { Columns } from '../columns/columns.js';
import { Census } from '../store/census.js';
import { Rate } from '../store/rate.js';
import { RingStore } from '../store/ring-store.js';
import { Shown } from './shown.js';

/**
 * Everything the page knows: the entries held, which of them are shown, how many of what, and how the connection is.
 * The views read it; the feed and the history fill it; `changed` asks for a new picture.
 *
 * Fires `arrived` (detail: {entry, shown}) for what comes, `greeted` when the stream begins (again), `filter-change`,
 * `fold-change`, and `filled` (detail: {place, moved}) when entries older than a place have moved down.
 *
 * @typedef {import('../stream/supervised-stream.js').LinkState} LinkState
 * @typedef {import('../store/entry.js').Entry} Entry
 * @typedef {{version: string, epoch: string, oldest: number, newest: number, heartbeatSeconds: number}} Hello
 */
export class Board extends EventTarget {
  #filter;
  /** @type {number | undefined} */
  #begin;                      // the newest offset when the page opened
  census = new Census();
  store = new RingStore(entry => this.census.remove(entry));
  shown;
  rate = new Rate();
  columns = new Columns();
  /** @type {LinkState} */
  link = { kind: 'connecting' };
  heardAt = 0;                 // Date.now() ms of the last byte from the hub
  /** @type {Hello | undefined} */
  hello;
  changed = () => {};

  /** @param {import('../filter/filter.js').Filter} filter */
  constructor(filter) {
    super();
    this.#filter = filter;
    this.shown = new Shown(this.store, filter);
  }

  get filter() {
    return this.#filter;
  }

  set filter(filter) {
    this.#filter = filter;
    this.store.forgetHistory();
    this.shown.evict();
    this.shown.restart(filter);
    this.dispatchEvent(new CustomEvent('filter-change'));
    this.changed();
  }

  /** @param {boolean} folds whether what repeats is one row */
  fold(folds) {
    this.shown.folds = folds;
    this.shown.restart(this.#filter);
    this.dispatchEvent(new CustomEvent('fold-change'));
    this.changed();
  }

  /** @param {Entry} entry that has just come */
  add(entry) {
    this.census.add(entry);
    const place = this.store.add(entry);
    const shown = this.shown.add(place);
    this.dispatchEvent(new CustomEvent('arrived', { detail: { entry, shown } }));
    this.changed();
  }

  /** @param {Entry[]} entries from the history, older than all that are held, the newest first @returns {boolean} whether all found room */
  addFirst(entries) {
    this.shown.evict();
    for (const entry of entries) {
      if (this.store.addFirst(entry) === undefined) return false;
      this.census.add(entry, false);
    }
    this.changed();
    return true;
  }

  /** @param {number} place of a gap @param {Entry[]} entries what was missing there, in order */
  fill(place, entries) {
    this.census.remove(this.store.at(place));
    const moved = this.store.fill(place, entries);
    for (const entry of entries) this.census.add(entry, false);
    this.shown.restart(this.#filter);
    this.dispatchEvent(new CustomEvent('filled', { detail: { place, moved } }));
    this.changed();
  }

  /** Whether it was said while this page was open, also if the connection was lost then. @param {import('../store/entry.js').MessageEntry} entry */
  isNew({ offset }) {
    return this.#begin !== undefined && offset > this.#begin;
  }

  /** @param {Hello} hello */
  greet(hello) {
    this.hello = hello;
    this.#begin ??= hello.newest;
    this.dispatchEvent(new CustomEvent('greeted'));
  }

  /** Nothing has ever been published, and the hub has said so. */
  get isKnownEmpty() {
    return this.hello !== undefined && this.hello.newest < Math.max(1, this.hello.oldest) && this.store.count === 0;
  }

  /** Messages shown; gaps are no messages. */
  get messagesShown() {
    return Math.max(0, this.shown.entries - this.census.gaps);
  }

  /** The newest message there is, held or not; the stream may still be bringing it. @returns {string | undefined} its id */
  get newest() {
    const { epoch = '', newest = 0 } = this.hello ?? {};
    return this.span?.newest ?? (newest > 0 ? `${epoch}-${newest}` : undefined);
  }

  /** The oldest and the newest message held. @returns {{oldest: string, newest: string} | undefined} ids */
  get span() {
    const oldest = this.#id(this.store.first, 1);
    const newest = this.#id(this.store.next - 1, -1);
    return oldest && newest ? { oldest, newest } : undefined;
  }

  /** @param {number} place @param {1 | -1} step */
  #id(place, step) {
    for (; place >= this.store.first && place < this.store.next; place += step) {
      const entry = this.store.at(place);
      if ('id' in entry) return entry.id;
    }
    return undefined;
  }
}
