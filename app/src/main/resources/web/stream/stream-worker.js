// @ts-check
import { Relay } from './relay.js';
import { SupervisedStream } from './supervised-stream.js';

// A SharedWorker: one for all tabs of a browser. Import maps do not reach in here.

const relay = new Relay();
const stream = new SupervisedStream(new URL('../../../api/stream', import.meta.url).href, note => relay.take(note));

/** @type {any} */ (globalThis).onconnect = (/** @type {MessageEvent} */ event) => relay.attach(event.ports[0], () => stream.wake());
stream.start();
