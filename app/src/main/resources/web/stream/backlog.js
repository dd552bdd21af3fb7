// @ts-check

const MOST_EVENTS = 20_000;
const MOST_TEXT = 16 * 1024 * 1024;      // characters

/**
 * The newest events, as a log that any number of tabs read, each at its own place. A place counts from 0 and is never used
 * twice.
 *
 * @typedef {import('./sse-parser.js').StreamEvent} StreamEvent
 */
export class Backlog {
  #events = /** @type {StreamEvent[]} */ (new Array(MOST_EVENTS));
  #size = 0;
  first = 0;     // place of the oldest event
  next = 0;      // place of the next event to come

  /** @param {StreamEvent} event */
  add(event) {
    if (this.next - this.first === MOST_EVENTS) this.#forget();
    this.#events[this.next++ % MOST_EVENTS] = event;
    this.#size += event.data.length;
    while (this.#size > MOST_TEXT && this.next - this.first > 1) this.#forget();
  }

  /** From a place on, as many as one posting should carry. @param {number} place @param {number} most events @param {number} mostText characters */
  from(place, most, mostText) {
    const events = [];
    for (let size = 0; place < this.next && events.length < most && size < mostText; place++) {
      const event = this.#events[place % MOST_EVENTS];
      events.push(event);
      size += event.data.length;
    }
    return events;
  }

  #forget() {
    this.#size -= this.#events[this.first++ % MOST_EVENTS].data.length;
  }
}
