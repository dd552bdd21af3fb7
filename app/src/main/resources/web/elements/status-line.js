// @ts-check
import { hoursMinutes } from '../list/clock-time.js';

/** `<status-line>`: how much this page holds, how much of it you see, and how much the filter hides. */
export class StatusLine extends HTMLElement {
  /** @param {import('../board/board.js').Board} board */
  draw({ census, shown, messagesShown, store, hello }) {
    const counting = shown.isScanning;
    this.#say('held', `${number(census.messages)} held`);
    this.#say('shown', counting ? '… shown' : `${number(messagesShown)} shown`);
    this.#say('hidden-by-filter', counting ? '… hidden by filter' : `${number(census.messages - messagesShown)} hidden by filter`);
    this.#say('oldest', oldest(store));
    const fold = /** @type {HTMLElement} */ (this.querySelector('.fold'));
    if (fold.getAttribute('aria-pressed') !== String(shown.folds)) fold.setAttribute('aria-pressed', String(shown.folds));
    this.#say('version', hello ? `Heliograph ${hello.version}` : '');
  }

  /** @param {string} name @param {string} text */
  #say(name, text) {
    const part = /** @type {HTMLElement} */ (this.querySelector(`.${name}`));
    if (part.textContent !== text) part.textContent = text;
  }
}

/** @param {number} count */
const number = count => count.toLocaleString('en');

/** @param {import('../store/ring-store.js').RingStore} store */
function oldest(store) {
  for (let place = store.first; place < Math.min(store.next, store.first + 10); place++) {
    const { at } = store.at(place);
    if (!Number.isNaN(at)) return `oldest ${hoursMinutes(at)}`;
  }
  return '';
}

customElements.define('status-line', StatusLine);
