// @ts-check

const CAPACITY = 50_000;                // entries
const MOST_TEXT = 64 * 1024 * 1024;     // characters of message text
const OVERHEAD = 120;                   // what an entry costs beside its text, about

/**
 * The newest entries, bounded by number and by size. An entry's place counts from 0 and is never used twice, so that a
 * place held by somebody else stays meaningful after its entry was evicted.
 *
 * @typedef {import('./entry.js').Entry} Entry
 */
export class RingStore {
  #entries = /** @type {(Entry | undefined)[]} */ (new Array(CAPACITY));
  #size = 0;
  #evicted;
  first = 0;     // place of the oldest entry
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
    if (this.count === CAPACITY) this.#evict();
    this.#entries[this.next % CAPACITY] = entry;
    this.#size += entry.raw.length + OVERHEAD;
    const place = this.next++;
    while (this.#size > MOST_TEXT && this.count > 1) this.#evict();
    return place;
  }

  /** @param {number} place between first and next @returns {Entry} */
  at(place) {
    return /** @type {Entry} */ (this.#entries[place % CAPACITY]);
  }

  /** What a word filter kept beside each message is of no use without one. */
  forgetSearchTexts() {
    for (const entry of this.#entries) if (entry && 'search' in entry) entry.search = '';
  }

  #evict() {
    const slot = this.first++ % CAPACITY;
    const entry = /** @type {Entry} */ (this.#entries[slot]);
    this.#entries[slot] = undefined;
    this.#size -= entry.raw.length + OVERHEAD;
    this.#evicted(entry);
  }
}
