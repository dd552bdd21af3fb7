// @ts-check
import { Census } from '../store/census.js';
import { Rate } from '../store/rate.js';
import { RingStore } from '../store/ring-store.js';
import { Shown } from './shown.js';

/**
 * Everything the page knows: the entries held, which of them are shown, how many of what, and how the connection is.
 * The views read it; the feed fills it; `changed` asks for a new picture.
 *
 * @typedef {import('../stream/supervised-stream.js').LinkState} LinkState
 * @typedef {{version: string, epoch: string, oldest: number, newest: number}} Hello
 */
export class Board {
  #filter;
  census = new Census();
  store = new RingStore(entry => this.census.remove(entry));
  shown;
  rate = new Rate();
  /** @type {LinkState} */
  link = { kind: 'connecting' };
  heardAt = 0;                 // Date.now() ms of the last byte from the hub
  /** @type {Hello | undefined} */
  hello;
  changed = () => {};
  /** @type {(entry: import('../store/entry.js').Entry, shown: boolean) => void} */
  arrived = () => {};

  /** @param {import('../filter/filter.js').Filter} filter */
  constructor(filter) {
    this.#filter = filter;
    this.shown = new Shown(this.store, filter);
  }

  get filter() {
    return this.#filter;
  }

  set filter(filter) {
    if (this.#filter.hasWords && !filter.hasWords) this.store.forgetSearchTexts();
    this.#filter = filter;
    this.shown.restart(filter);
    this.changed();
  }

  /** @param {import('../store/entry.js').Entry} entry */
  add(entry) {
    this.census.add(entry);
    const place = this.store.add(entry);
    const shown = this.shown.add(place);
    this.arrived(entry, shown);
    this.changed();
  }

  /** Nothing has ever been published, and the hub has said so. */
  get isKnownEmpty() {
    return this.hello !== undefined && this.hello.newest < Math.max(1, this.hello.oldest) && this.store.count === 0;
  }

  /** Messages shown; gaps are no messages. */
  get messagesShown() {
    return Math.max(0, this.shown.count - this.census.gaps);
  }
}
