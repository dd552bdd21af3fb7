// @ts-check
import { offsetOf } from '../store/entry.js';

const MOST_IN_FLIGHT = 500;               // events
const MOST_TEXT_IN_FLIGHT = 1024 * 1024;  // characters
const FIRST_SHOWN = 2_000;                // events of the past that a new tab gets; older ones it reads from the history

/**
 * What one tab has got so far: a cursor over the backlog, as the hub's own subscribers have. It is sent something only after it
 * has taken what it was sent before: a tab that is frozen costs the others and the memory nothing. One that falls out of the
 * backlog gets one `gap` that says how much it missed.
 */
export class Tab {
  #port;
  #backlog;
  #cursor;
  #waits = true;          // has taken everything it was sent
  #lastId = '';

  /** @param {MessagePort} port @param {import('./backlog.js').Backlog} backlog */
  constructor(port, backlog) {
    this.#port = port;
    this.#backlog = backlog;
    this.#cursor = Math.max(backlog.first, backlog.next - FIRST_SHOWN);
  }

  /** @param {import('./supervised-stream.js').Note} note other than events: not a matter of order */
  tell(note) {
    this.#port.postMessage(note);
  }

  taken() {
    this.#waits = true;
    this.advance();
  }

  advance() {
    if (!this.#waits || this.#cursor === this.#backlog.next) return;
    const missed = this.#cursor < this.#backlog.first;
    if (missed) this.#cursor = this.#backlog.first;
    const events = this.#backlog.from(this.#cursor, MOST_IN_FLIGHT, MOST_TEXT_IN_FLIGHT);
    this.#cursor += events.length;
    this.#waits = false;
    this.#port.postMessage({ kind: 'events', events: missed ? [...this.#gapBefore(events), ...events] : events });
    this.#lastId = events[events.length - 1].id;
  }

  /** @param {import('./sse-parser.js').StreamEvent[]} events */
  #gapBefore(events) {
    const next = events.find(event => event.type === 'message');
    if (this.#lastId === '' || !next) return [];
    const from = offsetOf(this.#lastId) + 1;
    const to = offsetOf(next.id) - 1;
    if (to < from) return [];
    return [{ type: 'gap', id: this.#lastId, data: JSON.stringify({ from, to, count: to - from + 1, reason: 'slow' }) }];
  }
}
