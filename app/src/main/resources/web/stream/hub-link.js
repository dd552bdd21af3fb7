// @ts-check
const PATIENCE = 5_000;        // ms until a worker that says nothing is given up

/**
 * What the hub says, over the connection that all tabs of this browser share; where there are no shared workers, or theirs
 * does not start, over one of its own.
 */
export class HubLink {
  #url;
  #tell;
  /** @type {MessagePort | undefined} */
  #port;
  /** @type {import('./supervised-stream.js').SupervisedStream | undefined} */
  #own;
  #isOwn = false;

  /** @param {URL} url of the stream @param {(note: import('./supervised-stream.js').Note) => void} tell */
  constructor(url, tell) {
    this.#url = url;
    this.#tell = tell;
  }

  start() {
    if (typeof SharedWorker === 'undefined') return this.#startOwn();
    const worker = new SharedWorker(new URL('stream-worker.js', import.meta.url), { type: 'module', name: 'heliograph' });
    const port = worker.port;
    const silence = setTimeout(() => this.#startOwn(), PATIENCE);
    worker.onerror = () => this.#startOwn();
    port.onmessage = ({ data }) => {
      clearTimeout(silence);
      if (this.#port !== port) return;
      this.#tell(data);
      if (data.kind === 'events') port.postMessage('taken');
    };
    this.#port = port;
    addEventListener('pagehide', () => port.postMessage('leave'));
    addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
  }

  /** Something suggests that now is a good moment: the network is back, somebody looks at the page again. */
  wake() {
    this.#port?.postMessage('wake');
    this.#own?.wake();
  }

  async #startOwn() {
    if (this.#isOwn) return;
    this.#isOwn = true;
    this.#port?.postMessage('leave');
    this.#port = undefined;
    const { SupervisedStream } = await import('./supervised-stream.js');
    this.#own = new SupervisedStream(this.#url.href, this.#tell);
    this.#own.start();
  }
}
