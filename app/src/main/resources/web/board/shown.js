// @ts-check

const ROOM = 131_072;          // a power of two, more than the store ever holds

/**
 * The places of the entries that the filter lets through, in order. A new entry is tested once; a new filter is scanned
 * from the newest backwards, a slice at a time, so that the page a person looks at is right in the first frame.
 *
 * A message that repeats the one before it, all but id and time, is folded into its row: the row stands at the newest of them.
 *
 *   positions   first ────────────── next        rise at the end, fall at the front while scanning, never jump
 *   places      812  814  817 … 50231
 */
export class Shown {
  #store;
  #filter;
  #places = new Float64Array(ROOM);
  #times = new Uint32Array(ROOM);      // how often the message of a position came
  #scan = 0;                   // entries from this place on have been tested
  first = 0;
  next = 0;
  entries = 0;                 // those folded away too
  folds = true;

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
    this.entries = 0;
    this.#scan = this.#store.next;
  }

  /** Works through the held entries until done or until the clock says so. @param {number} until performance.now() ms */
  scan(until) {
    while (this.isScanning && performance.now() < until) this.#test(--this.#scan);
  }

  /** @param {number} place of an entry that has just been added @returns {boolean} whether it is shown */
  add(place) {
    this.evict();
    if (!this.#filter.accepts(this.#store.at(place))) return false;
    this.entries++;
    if (this.#repeats(place, this.next - 1)) {
      this.#places[(this.next - 1) & (ROOM - 1)] = place;
      this.#times[(this.next - 1) & (ROOM - 1)]++;
    } else this.#put(this.next++, place);
    return true;
  }

  evict() {
    this.#scan = Math.max(this.#scan, this.#store.first);
    while (this.first < this.next && this.placeAt(this.first) < this.#store.first) this.entries -= this.timesAt(this.first++);
  }

  /** @param {number} position */
  placeAt(position) {
    return this.#places[position & (ROOM - 1)];
  }

  /** @param {number} position */
  timesAt(position) {
    return this.#times[position & (ROOM - 1)];
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

  /** @param {number} place */
  #test(place) {
    if (!this.#filter.accepts(this.#store.at(place))) return;
    this.entries++;
    if (this.#repeats(place, this.first)) this.#times[this.first & (ROOM - 1)]++;
    else this.#put(--this.first, place);
  }

  /** @param {number} position @param {number} place */
  #put(position, place) {
    this.#places[position & (ROOM - 1)] = place;
    this.#times[position & (ROOM - 1)] = 1;
  }

  /** @param {number} place @param {number} position of the row beside it */
  #repeats(place, position) {
    if (!this.folds || this.first === this.next) return false;
    return saysTheSame(this.#store.at(place), this.#store.at(this.placeAt(position)));
  }
}

/** @param {import('../store/entry.js').Entry} one @param {import('../store/entry.js').Entry} other */
function saysTheSame(one, other) {
  if (!('source' in one && 'source' in other) || one.source !== other.source || one.level !== other.level) return false;
  return one.raw.length - one.ownFrom === other.raw.length - other.ownFrom && one.raw.slice(one.ownFrom) === other.raw.slice(other.ownFrom);
}
