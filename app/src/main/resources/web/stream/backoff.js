// @ts-check

const SHORTEST = 500;     // ms
const LONGEST = 15_000;   // ms
const JITTER = 0.3;       // of the pause, either way: a room full of browsers must not come back in one instant

/** How long to wait before the next attempt: doubling, jittered, for ever. */
export class Backoff {
  #failures = 0;
  #asked = 0;             // ms, what the server's `retry:` wished for the first attempt

  /** @param {number} pause ms */
  ask(pause) {
    this.#asked = Math.min(pause, LONGEST);
  }

  succeeded() {
    this.#failures = 0;
  }

  /** @returns {number} ms */
  next() {
    const failures = this.#failures++;
    if (failures === 0 && this.#asked > 0) return this.#asked;   // the server spreads its clients itself
    const pause = Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures, 10));
    return Math.min(LONGEST, pause * (1 - JITTER + 2 * JITTER * Math.random()));
  }
}
