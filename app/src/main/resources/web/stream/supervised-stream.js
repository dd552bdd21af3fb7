// @ts-check
import { Backoff } from './backoff.js';
import { farewell, lost, refused } from './ending.js';
import { readEvents } from './event-reader.js';
import { Silence } from './silence.js';

const WATCH = 1_000;            // ms between two looks at how long nothing was heard
const REPLAY = 500;             // messages that a new page begins with

/**
 * A stream of events that never gives up and says how it is.
 *
 *   connecting ──▶ open ──▶ waiting ──▶ connecting …
 *
 * EventSource closes for ever on a 503 and hides its status; this one keeps trying, resumes after the last id it saw, and
 * reports each state. It touches nothing of the page and tells what it knows in plain cloneable notes, so that it runs in a
 * SharedWorker as well as in a page.
 *
 * @typedef {import('./sse-parser.js').StreamEvent} StreamEvent
 * @typedef {{kind: 'connecting'} | {kind: 'open'} | {kind: 'waiting', until: number, why: string}} LinkState
 * @typedef {{kind: 'state', state: LinkState} | {kind: 'events', events: StreamEvent[]} | {kind: 'heard'}} Note
 */
export class SupervisedStream {
  #url;
  #tell;
  #backoff = new Backoff();
  #lastId = '';
  #silence = new Silence();
  #farewell = '';                                           // what the server said before it ended the stream
  #greeted = false;
  #attempt = new AbortController();
  #endPause = () => {};
  #stopped = false;

  /**
   * @param {string} url  of the stream, without a place to begin
   * @param {(note: Note) => void} tell
   */
  constructor(url, tell) {
    this.#url = url;
    this.#tell = tell;
  }

  async start() {
    while (!this.#stopped) {
      this.#state({ kind: 'connecting' });
      const ended = await this.#attemptOnce();
      if (this.#stopped) return;
      await this.#pause(Math.max(this.#backoff.next(), ended.notBefore), ended.why);
    }
  }

  stop() {
    this.#stopped = true;
    this.#attempt.abort();
    this.#endPause();
  }

  /** Something suggests that now is a good moment: the network is back, somebody looks at the page again. */
  wake() {
    if (this.#silence.isDoubtful) this.#attempt.abort(new Error('no sign of life'));
    this.#endPause();
  }

  async #attemptOnce() {
    this.#attempt = new AbortController();
    this.#silence.broken();
    this.#farewell = '';
    this.#greeted = false;
    const watchdog = setInterval(() => this.#watch(), WATCH);
    try {
      const answer = await fetch(this.#address(), {
        headers: { accept: 'text/event-stream' }, cache: 'no-store', signal: this.#attempt.signal });
      if (answer.status !== 200 || !answer.body) return refused(answer);
      const type = answer.headers.get('content-type') ?? 'no content type';
      if (!type.startsWith('text/event-stream')) return lost(`not an event stream but ${type}`);
      await readEvents(answer.body, events => this.#take(events), pause => this.#backoff.ask(pause));
      return lost(this.#farewell || 'the connection ended');
    } catch (error) {
      const aborted = this.#attempt.signal.aborted;
      return lost(aborted ? String(this.#attempt.signal.reason?.message) : this.#farewell || 'no connection');
    } finally {
      clearInterval(watchdog);
      this.#attempt.abort();
    }
  }

  #address() {
    const url = new URL(this.#url);
    url.searchParams.set('lag', 'skip');
    if (this.#lastId) url.searchParams.set('lastEventId', this.#lastId);
    else url.searchParams.set('last', String(REPLAY));
    return url;
  }

  /** @param {StreamEvent[]} events */
  #take(events) {
    this.#silence.broken();
    for (const event of events) {
      if (event.id) this.#lastId = event.id;                // named events carry the place to resume from, too
      if (event.type === 'hello') {
        this.#backoff.succeeded();
        this.#greeted = true;
        this.#silence.promised(event.data);
        this.#state({ kind: 'open' });
      }
      if (event.type === 'bye') this.#farewell = farewell(event.data);
    }
    this.#tell(events.length === 0 ? { kind: 'heard' } : { kind: 'events', events });
  }

  #watch() {
    if (!this.#silence.isDeath) return;
    const why = this.#greeted ? 'silent' : 'no answer: something in between may hold it back';
    this.#attempt.abort(new Error(`${why} for ${this.#silence.seconds} s`));
  }

  /** @param {number} pause ms @param {string} why */
  async #pause(pause, why) {
    this.#state({ kind: 'waiting', until: Date.now() + pause, why });
    await new Promise(resolve => {
      const timer = setTimeout(resolve, pause);
      this.#endPause = () => { clearTimeout(timer); resolve(undefined); };
    });
    this.#endPause = () => {};
  }

  /** @param {LinkState} state */
  #state(state) {
    this.#tell({ kind: 'state', state });
  }
}
