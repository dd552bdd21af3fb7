// @ts-check

const PAUSE = 1000;      // ms between two changes

/** `(12) ✖3 Heliograph` while nobody looks. Counts as messages arrive: a hidden page has no animation frames. */
export class Title {
  #name = document.title;
  #unseen = 0;
  #errors = 0;
  #calls = 0;
  #changedAt = 0;

  /** @param {import('../store/entry.js').Entry} entry @param {boolean} shown whether it passes the filter */
  count(entry, shown) {
    if (!document.hidden || !shown || !('source' in entry)) return;
    this.#unseen++;
    if (entry.level === 'error' || entry.level === 'fatal') this.#errors++;
    if (performance.now() - this.#changedAt > PAUSE) this.draw(this.#calls);
  }

  /** Called now and then too, for the last of a burst. @param {number} calls messages that a saved view counts */
  draw(calls) {
    this.#calls = calls;
    if (!document.hidden) this.#unseen = this.#errors = 0;
    const parts = [calls > 0 ? `‼${calls.toLocaleString('en')}` : '', this.#unseen > 0 ? `(${this.#unseen.toLocaleString('en')})` : '',
      this.#errors > 0 ? `✖${this.#errors.toLocaleString('en')}` : '', this.#name];
    const title = parts.filter(Boolean).join(' ');
    if (document.title !== title) document.title = title;
    this.#changedAt = performance.now();
  }
}
