// @ts-check

const PAUSE = 10_000;      // ms between two sentences to a screen reader

/** Tells those who do not see the list how it goes, politely and seldom. */
export class Summary {
  #region;
  #messages = 0;
  #errors = 0;
  #saidAt = 0;
  #link = '';

  /** @param {HTMLElement} region */
  constructor(region) {
    this.#region = region;
  }

  /** @param {import('../store/entry.js').Entry} entry @param {boolean} shown */
  count(entry, shown) {
    if (!shown || !('source' in entry)) return;
    this.#messages++;
    if (entry.level === 'error' || entry.level === 'fatal') this.#errors++;
  }

  /** @param {import('../stream/supervised-stream.js').LinkState} link @param {number} now ms */
  draw(link, now) {
    const state = link.kind === 'waiting' ? 'connection lost' : link.kind === 'open' ? 'connected' : this.#link;
    if (now - this.#saidAt < PAUSE || (this.#messages === 0 && state === this.#link)) return;
    const parts = state === this.#link ? [] : [state];
    if (this.#messages > 0) parts.push(counted(this.#messages, 'new message'));
    if (this.#errors > 0) parts.push(counted(this.#errors, 'error'));
    this.#region.textContent = parts.join(', ');
    this.#saidAt = now;
    this.#link = state;
    this.#messages = this.#errors = 0;
  }
}

/** @param {number} count @param {string} what */
const counted = (count, what) => `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
