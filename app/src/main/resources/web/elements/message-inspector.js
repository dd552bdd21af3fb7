// @ts-check
import { copyText } from '../page/copy-text.js';
import { clockTime } from '../list/clock-time.js';
import { sizeOf } from '../list/digest.js';
import { visibleText } from '../list/visible-text.js';
import { hueClass } from '../list/hue.js';
import { prettyTokens } from '../inspector/pretty-json.js';

const MOST_SHOWN = 100_000;      // characters; Copy gives all of them
const MOST_TOKENS = 4_000;       // coloured; what follows is plain, or a large array would freeze the page

/** `<message-inspector>`: one message, whole. Fires `inspector-close`. */
export class MessageInspector extends HTMLElement {
  #raw = '';
  #text = /** @type {HTMLElement} */ (this.querySelector('pre'));
  #copy = /** @type {HTMLButtonElement} */ (this.querySelector('.copy'));

  connectedCallback() {
    this.#copy.onclick = () => this.copy();
    /** @type {HTMLButtonElement} */ (this.querySelector('.close')).onclick = () => this.close();
  }

  get isOpen() {
    return !this.hidden;
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  open(entry) {
    this.#raw = entry.raw;
    this.className = `level-${entry.level} ${hueClass(entry.source)}`;
    this.#part('.level').textContent = entry.level === 'none' ? '' : entry.level;
    this.#part('.source').textContent = entry.source;
    this.#part('.time').textContent = clockTime(entry.at);
    this.#text.replaceChildren(...pretty(entry.raw));
    this.#text.scrollTop = 0;
    this.hidden = false;
  }

  close() {
    if (this.hidden) return;
    this.hidden = true;
    this.#text.replaceChildren();
    this.dispatchEvent(new CustomEvent('inspector-close', { bubbles: true }));
  }

  copy() {
    copyText(this.#raw, this.#copy);
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** @param {string} raw @returns {Node[]} */
function pretty(raw) {
  /** @type {Node[]} */
  const nodes = [];
  let shown = 0;
  let plain = '';
  for (const { kind, text } of prettyTokens(raw)) {
    const visible = shown + text.length > MOST_SHOWN ? text.slice(0, MOST_SHOWN - shown) : text;
    shown += text.length;
    if (kind === 'space' || nodes.length > MOST_TOKENS) plain += kind === 'space' ? visible : visibleText(visible);
    else {
      if (plain) nodes.push(document.createTextNode(plain));
      plain = '';
      nodes.push(coloured(kind, visibleText(visible)));
    }
    if (shown > MOST_SHOWN) break;
  }
  if (plain) nodes.push(document.createTextNode(plain));
  if (shown > MOST_SHOWN) nodes.push(coloured('cut', `\n… ${sizeOf(raw.length)} in all; Copy JSON gives everything`));
  return nodes;
}

/** @param {string} kind @param {string} text */
function coloured(kind, text) {
  const span = document.createElement('bdi');
  span.className = kind;
  span.textContent = text;
  return span;
}

customElements.define('message-inspector', MessageInspector);
