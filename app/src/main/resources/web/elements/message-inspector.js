// @ts-check
import { hubUrl } from '../page/hub-url.js';
import { copyText } from '../page/copy-text.js';
import { clockTime } from '../list/clock-time.js';
import { hueClass } from '../list/hue.js';
import { prettyNodes } from '../inspector/pretty-nodes.js';

/**
 * `<message-inspector>`: one message, whole. Fires `inspector-close`, `around`, `pin` and `diff` (detail: the entry), `value-pick` (detail:
 * {path, token, excluded}) when a value is clicked, `value-column` (detail: the path) when Shift is held, `value-chart` (detail: the
 * path).
 */
export class MessageInspector extends HTMLElement {
  #raw = '';
  #text = this.#part('.text');
  #copy = this.#button('.copy');
  #link = this.#button('.copy-link');
  #replay = this.#button('.copy-replay');
  /** @type {import('../store/entry.js').MessageEntry | undefined} */
  entry;
  showsInstead = false;      // of the message: see showInstead()

  connectedCallback() {
    this.#copy.onclick = () => this.copy();
    this.#link.onclick = () => this.copyLink();
    this.#button('.around').onclick = () => this.#fire('around', this.entry);
    this.#replay.onclick = () => this.copyReplay();
    this.#button('.pin').onclick = () => this.#fire('pin', this.entry);
    this.#button('.diff').onclick = () => this.#fire('diff', this.entry);
    this.#button('.close').onclick = () => this.close();
    this.#text.onclick = event => this.#clicked(event);
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  open(entry) {
    this.entry = entry;
    this.showsInstead = false;
    this.#raw = entry.raw;
    this.className = `level-${entry.level} ${hueClass(entry.source)}`;
    this.#part('.level').textContent = entry.level === 'none' ? '' : entry.level;
    this.#part('.source').textContent = entry.source;
    this.#part('.time').textContent = clockTime(entry.at);
    this.#text.replaceChildren(...prettyNodes(entry.raw));
    this.#text.scrollTop = 0;
    this.hidden = false;
  }

  close() {
    if (this.hidden) return;
    this.hidden = true;
    this.entry = undefined;
    this.#text.replaceChildren();
    this.#fire('inspector-close');
  }

  copy() {
    copyText(this.#raw, this.#copy);
  }

  /** What is shown in place of the message until another one is opened. @param {(Node | string)[]} nodes */
  showInstead(nodes) {
    this.showsInstead = true;
    this.#text.replaceChildren(...nodes);
    this.#text.scrollTop = 0;
  }

  copyLink() {
    if (this.entry) copyText(permalink(this.entry.id), this.#link);
  }

  /** A command for a shell. */
  async copyReplay() {
    if (!this.entry) return;
    const { replayCommand } = await import('../inspector/replay-command.js');
    copyText(await replayCommand(this.entry), this.#replay);
  }

  /** @param {MouseEvent} event also of a key on a focused value */
  #clicked(event) {
    const button = /** @type {Element} */ (event.target).closest('button');
    if (!button) return;
    const { path = '', token = '' } = button.dataset;
    if (button.classList.contains('chart')) this.#fire('value-chart', path);
    else if (event.shiftKey) this.#fire('value-column', path);
    else this.#fire('value-pick', { path, token, excluded: event.altKey });
  }

  /** @param {string} name @param {unknown} [detail] */
  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }

  /** @param {string} selector */
  #button(selector) {
    return /** @type {HTMLButtonElement} */ (this.querySelector(selector));
  }
}

/** @param {string} id */
const permalink = id => hubUrl(`#${id}`).href;

customElements.define('message-inspector', MessageInspector);
