// @ts-check

const ROOM = 65_536;           // a power of two, more than the store ever holds

/**
 * The places of the entries that the filter lets through, in order. A new entry is tested once; a new filter is scanned
 * from the newest backwards, a slice at a time, so that the page a person looks at is right in the first frame.
 *
 *   positions   first ────────────── next        rise at the end, fall at the front while scanning, never jump
 *   places      812  814  817 … 50231
 */
export class Shown {
  #store;
  #filter;
  #places = new Float64Array(ROOM);
  #scan = 0;                   // entries from this place on have been tested
  first = 0;
  next = 0;

  /** @param {import('../store/ring-store.js').RingStore} store @param {import('../filter/filter.js').Filter} filter */
  constructor(store, filter) {
    this.#store = store;
    this.#filter = filter;
  }

  get count() {
    return this.next - this.first;
  }

  get isScanning() {
    return this.#scan > this.#store.first;
  }

  /** @param {import('../filter/filter.js').Filter} filter */
  restart(filter) {
    this.#filter = filter;
    this.first = this.next;
    this.#scan = this.#store.next;
  }

  /** Works through the held entries until done or until the clock says so. @param {number} until performance.now() ms */
  scan(until) {
    while (this.isScanning && performance.now() < until) {
      const place = --this.#scan;
      if (this.#filter.accepts(this.#store.at(place))) this.#places[--this.first & (ROOM - 1)] = place;
    }
  }

  /** @param {number} place of an entry that has just been added @returns {boolean} whether it is shown */
  add(place) {
    this.evict();
    if (!this.#filter.accepts(this.#store.at(place))) return false;
    this.#places[this.next++ & (ROOM - 1)] = place;
    return true;
  }

  evict() {
    while (this.first < this.next && this.placeAt(this.first) < this.#store.first) this.first++;
  }

  /** @param {number} position */
  placeAt(position) {
    return this.#places[position & (ROOM - 1)];
  }

  /** The position of the first shown entry at or after a place. @param {number} place */
  positionOf(place) {
    let low = this.first;
    let high = this.next;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.placeAt(middle) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
