// @ts-check

const WINDOW = 5_000;        // ms of arrivals that count
const LINE = 60;             // values in its line

/**
 * How late messages arrive here: behind the quickest one so far, so that it does not matter whether the clocks of the hub
 * and of this machine agree.
 */
export class DeliveryLag {
  #least = Infinity;         // ms between the hub's clock at receipt and ours at arrival
  /** @type {{at: number, delay: number}[]} */
  #recent = [];
  /** ms, the worst of each window that was asked for */
  line = /** @type {number[]} */ ([]);

  /** @param {import('../store/entry.js').MessageEntry} entry that has just come @param {number} now ms */
  count({ arrivedAt }, now) {
    if (Number.isNaN(arrivedAt)) return;
    const delay = now - arrivedAt;
    this.#least = Math.min(this.#least, delay);
    const last = this.#recent[this.#recent.length - 1];
    if (last && last.at === now) last.delay = Math.max(last.delay, delay);
    else this.#recent.push({ at: now, delay });
  }

  /** The worst of the last seconds. @param {number} now ms @returns {number | undefined} ms; undefined: nothing came */
  worst(now) {
    while (this.#recent.length > 0 && now - this.#recent[0].at > WINDOW) this.#recent.shift();
    if (this.#recent.length === 0) return undefined;
    const worst = this.#recent.reduce((most, { delay }) => Math.max(most, delay), 0) - this.#least;
    this.line = [...this.line, worst].slice(-LINE);
    return worst;
  }
}
