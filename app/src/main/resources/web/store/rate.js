// @ts-check

const SECONDS = 4;     // kept: the running one and three complete ones

/** Messages per second over the last three complete seconds. */
export class Rate {
  #counts = new Array(SECONDS).fill(0);
  #second = 0;

  /** @param {number} now ms */
  count(now) {
    this.#turn(now);
    this.#counts[this.#second % SECONDS]++;
  }

  /** @param {number} now ms */
  perSecond(now) {
    this.#turn(now);
    const complete = this.#counts.reduce((sum, count) => sum + count, 0) - this.#counts[this.#second % SECONDS];
    return complete / (SECONDS - 1);
  }

  /** @param {number} now ms */
  #turn(now) {
    const second = Math.floor(now / 1000);
    if (second - this.#second >= SECONDS || second < this.#second) this.#counts.fill(0);
    else while (this.#second < second) this.#counts[++this.#second % SECONDS] = 0;
    this.#second = second;
  }
}
