// @ts-check
import { Backoff } from './backoff.js';
import { nextTask } from './next-task.js';
import { SseParser } from './sse-parser.js';

const HEARTBEAT = 15_000;       // ms between two signs of life at most, until the hub says what it does
const DEAD = 2.7;               // heartbeats of silence after which the connection is given up
const DOUBTFUL = 1.4;           // heartbeats of silence after which a wake-up does not wait for that
const LONGEST_SLICE = 8;        // ms of parsing before the page gets its turn
const PIECE = 64 * 1024;        // bytes parsed at once: after a pause the network hands over megabytes in one read

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
  #heardAt = 0;                                             // Date.now() ms: a suspended laptop must count as silence
  #heartbeat = HEARTBEAT;
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
    if (Date.now() - this.#heardAt > DOUBTFUL * this.#heartbeat) this.#attempt.abort(new Error('no sign of life'));
    this.#endPause();
  }

  async #attemptOnce() {
    this.#attempt = new AbortController();
    this.#heardAt = Date.now();
    this.#farewell = '';
    this.#greeted = false;
    const watchdog = setInterval(() => this.#watch(), 1000);
    try {
      const answer = await fetch(this.#address(), {
        headers: { accept: 'text/event-stream' }, cache: 'no-store', signal: this.#attempt.signal });
      if (answer.status !== 200 || !answer.body) return refused(answer);
      const type = answer.headers.get('content-type') ?? 'no content type';
      if (!type.startsWith('text/event-stream')) return lost(`not an event stream but ${type}`);
      await this.#read(answer.body);
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
    else url.searchParams.set('last', '500');
    return url;
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #read(body) {
    /** @type {StreamEvent[]} */
    let events = [];
    const parser = new SseParser(event => events.push(event), pause => this.#backoff.ask(pause));
    const text = new TextDecoder();
    const reader = body.getReader();
    let sliceBegan = performance.now();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#heardAt = Date.now();
      for (let at = 0; at < value.length; at += PIECE) {
        parser.push(text.decode(value.subarray(at, at + PIECE), { stream: true }));
        this.#pass(events);
        events = [];
        if (performance.now() - sliceBegan < LONGEST_SLICE) continue;
        await nextTask();
        sliceBegan = performance.now();
      }
    }
  }

  /** @param {StreamEvent[]} events */
  #pass(events) {
    for (const event of events) {
      if (event.id) this.#lastId = event.id;                // named events carry the place to resume from, too
      if (event.type === 'hello') {
        this.#backoff.succeeded();
        this.#greeted = true;
        this.#heartbeat = heartbeat(event.data);
        this.#state({ kind: 'open' });
      }
      if (event.type === 'bye') this.#farewell = farewell(event.data);
    }
    this.#tell(events.length === 0 ? { kind: 'heard' } : { kind: 'events', events });
  }

  #watch() {
    const silence = Date.now() - this.#heardAt;
    if (silence <= DEAD * this.#heartbeat) return;
    const why = this.#greeted ? 'silent' : 'no answer: something in between may hold it back';
    this.#attempt.abort(new Error(`${why} for ${Math.round(silence / 1000)} s`));
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

/** @param {string} why */
const lost = why => ({ why, notBefore: 0 });

/** @type {Record<number, string>} */
const REASONS = {
  204: 'there is no stream at this address', 401: 'something in between asks for a login', 429: 'too many requests',
  502: 'the hub is not behind its proxy', 503: 'the hub takes no streams now', 504: 'the hub is not behind its proxy' };

/** @param {Response} answer */
function refused(answer) {
  const seconds = Number(answer.headers.get('retry-after'));
  return { why: `HTTP ${answer.status} ${REASONS[answer.status] ?? answer.statusText}`.trim(), notBefore: seconds > 0 ? Math.min(seconds, 60) * 1000 : 0 };
}

/** @param {string} data of a hello @returns {number} ms */
function heartbeat(data) {
  const { heartbeatSeconds } = JSON.parse(data);
  return heartbeatSeconds > 0 ? heartbeatSeconds * 1000 : HEARTBEAT;
}

/** @param {string} data */
function farewell(data) {
  try {
    const { reason } = JSON.parse(data);
    return reason === 'shutdown' ? 'the hub is shutting down' : `the hub ended the stream: ${reason}`;
  } catch {
    return 'the hub ended the stream';
  }
}
