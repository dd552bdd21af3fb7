// @ts-check

const LIVE = 50_000;                    // entries kept while the list follows the newest
const HELD = 100_000;                   // while somebody reads, so that what they look at stays
const LIVE_TEXT = 64 * 1024 * 1024;     // characters of message text
const OVERHEAD = 120;                   // what an entry costs beside its text, about
const ROOM = 131_072;                   // a power of two above HELD

/**
 * The newest entries, bounded by number and by size; before them, what was read from the history for somebody who scrolled
 * back. An entry's place rises by one from older to newer (it may be negative) and is never used twice, so that a place held
 * by somebody else stays meaningful after its entry was evicted.
 *
 *   first ───── from the history, as the filter had it ───── live ───── everything that came ───── next
 *
 * @typedef {import('./entry.js').Entry} Entry
 */
export class RingStore {
  #entries = /** @type {(Entry | undefined)[]} */ (new Array(ROOM));
  #size = 0;
  #evicted;
  #mostEntries = LIVE;
  #mostText = LIVE_TEXT;
  first = 0;     // place of the oldest entry
  live = 0;      // place from which on nothing is left out
  next = 0;      // place of the next entry to come

  /** @param {(entry: Entry) => void} evicted told of each entry that had to go */
  constructor(evicted) {
    this.#evicted = evicted;
  }

  get count() {
    return this.next - this.first;
  }

  /** @param {Entry} entry @returns {number} its place */
  add(entry) {
    const place = this.next++;
    this.#put(place, entry);
    this.#evict();
    return place;
  }

  /** An older one, from the history. @param {Entry} entry @returns {number | undefined} its place; undefined when there is no room */
  addFirst(entry) {
    if (this.count >= this.#mostEntries || this.#size >= this.#mostText) return undefined;
    const place = --this.first;
    this.#put(place, entry);
    return place;
  }

  /** @param {number} place between first and next @returns {Entry} */
  at(place) {
    return /** @type {Entry} */ (this.#entries[place & (ROOM - 1)]);
  }

  /** @param {boolean} holds whether somebody reads: then more is kept */
  hold(holds) {
    this.#mostEntries = holds ? HELD : LIVE;
    this.#mostText = holds ? 2 * LIVE_TEXT : LIVE_TEXT;
    this.#evict();
  }

  /**
   * Puts entries where one entry stood: all older ones move down by what that takes. @returns {number} by how many places
   *
   * @param {number} place @param {Entry[]} entries in order, at most as many as there is room for
   */
  fill(place, entries) {
    const moved = entries.length - 1;
    this.#size -= this.at(place).raw.length + OVERHEAD;
    for (let older = this.first; older < place; older++) this.#entries[(older - moved) & (ROOM - 1)] = this.at(older);
    this.first -= moved;
    this.live -= this.live <= place ? moved : 0;
    entries.forEach((entry, i) => this.#put(place - moved + i, entry));
    return moved;
  }

  /** How many more entries fit. */
  get room() {
    return HELD - this.count;
  }

  /** What was read from the history was read for another filter. */
  forgetHistory() {
    while (this.first < this.live) this.#evictFirst();
  }

  /** @param {number} place @param {Entry} entry */
  #put(place, entry) {
    this.#entries[place & (ROOM - 1)] = entry;
    this.#size += entry.raw.length + OVERHEAD;
  }

  #evict() {
    while (this.count > this.#mostEntries || (this.#size > this.#mostText && this.count > 1)) this.#evictFirst();
  }

  #evictFirst() {
    const slot = this.first++ & (ROOM - 1);
    const entry = /** @type {Entry} */ (this.#entries[slot]);
    this.#entries[slot] = undefined;
    this.#size -= entry.raw.length + OVERHEAD;
    this.live = Math.max(this.live, this.first);
    this.#evicted(entry);
  }
}
