// @ts-check

const WINDOW = 5;            // s of arrivals that count
const MEMORY = 300;          // s in which the quickest one is sought: a clock may have been put right before
const LINE = 60;             // values in its line

/**
 * How late messages arrive here: behind the quickest one of the last minutes, so that it does not matter whether the clocks
 * of the hub and of this machine agree.
 */
export class DeliveryLag {
  /** @type {{second: number, least: number, most: number}[]} delays in ms between the hub's clock at receipt and ours at arrival */
  #seconds = [];
  /** ms, the worst of each window that was asked for */
  line = /** @type {number[]} */ ([]);

  /** @param {import('../store/entry.js').MessageEntry} entry that has just come @param {number} now ms */
  count({ arrivedAt }, now) {
    if (Number.isNaN(arrivedAt)) return;
    const delay = now - arrivedAt;
    const second = Math.floor(now / 1_000);
    const last = this.#seconds[this.#seconds.length - 1];
    if (last?.second !== second) this.#seconds = [...this.#within(MEMORY, second), { second, least: delay, most: delay }];
    else Object.assign(last, { least: Math.min(last.least, delay), most: Math.max(last.most, delay) });
  }

  /** The worst of the last seconds. @param {number} now ms @returns {number | undefined} ms; undefined: nothing came */
  worst(now) {
    const recent = this.#within(WINDOW, Math.floor(now / 1_000));
    if (recent.length === 0) return undefined;
    const worst = Math.max(...recent.map(({ most }) => most)) - Math.min(...this.#seconds.map(({ least }) => least));
    this.line = [...this.line, worst].slice(-LINE);
    return worst;
  }

  /** On either side, because this clock can be put back. @param {number} reach s @param {number} now s */
  #within(reach, now) {
    return this.#seconds.filter(({ second }) => Math.abs(now - second) < reach);
  }
}
