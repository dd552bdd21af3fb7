// @ts-check
import { Backlog } from './backlog.js';
import { Tab } from './tab.js';

const HEARD_PAUSE = 1_000;     // ms between two notes that say only that the hub is there

/**
 * One stream for all tabs of a browser, which allows about six connections to a hub.
 *
 * @typedef {import('./supervised-stream.js').Note} Note
 */
export class Relay {
  #backlog = new Backlog();
  /** @type {Set<Tab>} */
  #tabs = new Set();
  /** @type {Note | undefined} */
  #state;
  /** @type {import('./sse-parser.js').StreamEvent | undefined} */
  #hello;
  #heardAt = 0;

  /** @param {MessagePort} port of a tab that has opened @param {() => void} wake what to do when it says that now is a good moment */
  attach(port, wake) {
    const tab = new Tab(port, this.#backlog);
    port.onmessage = ({ data }) => {
      switch (data) {
        case 'taken': return tab.taken();
        case 'wake': return wake();
        case 'leave': this.#tabs.delete(tab);
      }
    };
    this.#tabs.add(tab);
    tab.tell(this.#state ?? { kind: 'state', state: { kind: 'connecting' } });
    if (this.#hello) tab.tell({ kind: 'events', events: [this.#hello] });
    tab.advance();
  }

  /** @param {Note} note from the stream */
  take(note) {
    if (note.kind === 'events') return this.#keep(note.events);
    if (note.kind === 'state') this.#state = note;
    else if (Date.now() - this.#heardAt < HEARD_PAUSE) return;
    this.#heardAt = Date.now();
    for (const tab of this.#tabs) tab.tell(note);
  }

  /** @param {import('./sse-parser.js').StreamEvent[]} events */
  #keep(events) {
    for (const event of events) {
      if (event.type === 'hello') this.#hello = event;
      if (event.type !== 'heartbeat') this.#backlog.add(event);
    }
    for (const tab of this.#tabs) tab.advance();
    this.take({ kind: 'heard' });
  }
}
