// @ts-check
import { clockTime } from '../list/clock-time.js';
import { digest } from '../list/digest.js';
import { hueClass } from '../list/hue.js';
import { visibleText } from '../list/visible-text.js';
import { keepFocus } from '../page/keep-focus.js';

const MOST = 5;        // more would leave no room for what is live

/** @typedef {import('../store/entry.js').MessageEntry} MessageEntry */

/**
 * `<pinned-messages>`: messages that stay in sight above the list, however much comes. The oldest pin gives way to a sixth.
 * Fires `message-open` (detail: the entry).
 */
export class PinnedMessages extends HTMLElement {
  /** @type {MessageEntry[]} */
  #pinned = [];

  /** Pins it, or takes it off again. @param {MessageEntry} entry */
  toggle(entry) {
    const others = this.#pinned.filter(({ id }) => id !== entry.id);
    this.#pinned = others.length < this.#pinned.length ? others : [...others, entry].slice(-MOST);
    this.hidden = this.#pinned.length === 0;
    keepFocus(this, () => this.replaceChildren(...this.#pinned.map(pinned => this.#item(pinned))));
  }

  /** @param {MessageEntry} entry */
  #item(entry) {
    const { content, fields } = digest(entry);
    const item = document.createElement('div');
    item.className = `pinned level-${entry.level} ${hueClass(entry.source)}`;
    const open = document.createElement('button');
    open.type = 'button';
    open.className = 'open';
    open.append(span('time', clockTime(entry.at)), span('level', entry.level === 'none' ? '' : entry.level),
      span('source', entry.source), span('text', visibleText([content, fields].filter(Boolean).join('  '))));
    open.onclick = () => this.dispatchEvent(new CustomEvent('message-open', { bubbles: true, detail: entry }));
    const unpin = document.createElement('button');
    unpin.type = 'button';
    unpin.className = 'button square';
    unpin.textContent = '✕';
    unpin.setAttribute('aria-label', `Unpin the message ${entry.id}`);
    unpin.onclick = () => this.toggle(entry);
    item.append(open, unpin);
    return item;
  }
}

/** @param {string} name @param {string} text */
function span(name, text) {
  const part = document.createElement('span');
  part.className = name;
  part.textContent = text;
  return part;
}

customElements.define('pinned-messages', PinnedMessages);
