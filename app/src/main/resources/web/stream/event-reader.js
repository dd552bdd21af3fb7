// @ts-check
import { nextTask } from './next-task.js';
import { SseParser } from './sse-parser.js';

const LONGEST_SLICE = 8;        // ms of parsing before the page gets its turn
const PIECE = 64 * 1024;        // bytes parsed at once: after a pause the network hands over megabytes in one read

/**
 * Reads events until the body ends, and leaves the page its turns.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {(events: import('./sse-parser.js').StreamEvent[]) => void} take called for each piece, also when no event ends in it
 * @param {(pause: number) => void} onRetry  what the server asks to wait before coming back, ms
 * @throws when the connection breaks or is aborted
 */
export async function readEvents(body, take, onRetry) {
  /** @type {import('./sse-parser.js').StreamEvent[]} */
  let events = [];
  const parser = new SseParser(event => events.push(event), onRetry);
  const text = new TextDecoder();
  const reader = body.getReader();
  let sliceBegan = performance.now();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (let at = 0; at < value.length; at += PIECE) {
      parser.push(text.decode(value.subarray(at, at + PIECE), { stream: true }));
      take(events);
      events = [];
      if (performance.now() - sliceBegan < LONGEST_SLICE) continue;
      await nextTask();
      sliceBegan = performance.now();
    }
  }
}
