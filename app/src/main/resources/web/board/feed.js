// @ts-check
import { GapEntry, messageEntry, parsed } from '../store/entry.js';

/**
 * Turns what the stream tells into what the board knows. Each message once: one that comes again (a proxy may replay) is
 * dropped by its id.
 *
 * @typedef {import('../stream/supervised-stream.js').Note} Note
 * @typedef {import('../stream/sse-parser.js').StreamEvent} StreamEvent
 */
export class Feed {
  #board;
  #epoch = '';
  #offset = 0;
  #lastGap = '';
  #stopped = false;          // the hub said that it stops

  /** @param {import('./board.js').Board} board */
  constructor(board) {
    this.#board = board;
  }

  /** @param {Note} note */
  take(note) {
    if (note.kind === 'state') this.#board.link = note.state;
    else this.#board.heardAt = Date.now();
    if (note.kind === 'events') for (const event of note.events) this.#event(event);
    this.#board.changed();
  }

  /** @param {StreamEvent} event */
  #event(event) {
    switch (event.type) {
      case 'message': return this.#message(event);
      case 'hello': return this.#greet(/** @type {any} */ (parsed(event.data)));
      case 'gap': return this.#gap(event.data);
      case 'bye': this.#stopped = parsed(event.data).reason === 'shutdown'; return;
      // heartbeat concerns the stream alone, and what a newer hub may send is no reason to stop
    }
  }

  /** @param {StreamEvent} event */
  #message({ id, data }) {
    const dash = id.lastIndexOf('-');
    const epoch = id.slice(0, dash);
    const offset = Number(id.slice(dash + 1));
    if (epoch === this.#epoch && offset <= this.#offset) return;
    this.#epoch = epoch;
    this.#offset = offset;
    const entry = messageEntry(id, data);
    const isReplay = this.#board.hello !== undefined && offset <= this.#board.hello.newest;
    if (!isReplay) this.#board.rate.count(Date.now());          // what is history now was not said this second
    this.#board.add(entry);
  }

  /** @param {import('./board.js').Hello} hello */
  #greet(hello) {
    if (this.#stopped) this.#board.add(new GapEntry({ count: 0, reason: 'restart' }));
    this.#stopped = false;
    this.#board.greet(hello);
  }

  /** @param {string} data */
  #gap(data) {
    if (data === this.#lastGap) return;
    this.#lastGap = data;
    this.#board.add(new GapEntry(/** @type {any} */ (parsed(data))));
  }
}
