// @ts-check

const PAUSE = 1000;      // ms between two changes

/** `(12) Heliograph` while nobody looks. Counts as messages arrive: a hidden page has no animation frames. */
export class Title {
  #name = document.title;
  #unseen = 0;
  #changedAt = 0;

  /** @param {boolean} shown whether the message passes the filter */
  count(shown) {
    if (!document.hidden || !shown) return;
    this.#unseen++;
    if (performance.now() - this.#changedAt > PAUSE) this.draw();
  }

  /** Called now and then too, for the last of a burst. */
  draw() {
    if (!document.hidden) this.#unseen = 0;
    const title = this.#unseen === 0 ? this.#name : `(${this.#unseen.toLocaleString('en')}) ${this.#name}`;
    if (document.title !== title) document.title = title;
    this.#changedAt = performance.now();
  }
}
