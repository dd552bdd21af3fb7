// @ts-check
import { clauseFor } from '../filter/clause-text.js';

const MOST = 8;            // suggestions

/**
 * Suggests names of fields, and behind `name:` their values, for the word under the caret. Arrows choose, Tab or Enter takes.
 *
 * @typedef {{name: string, count: number, top: {value: string, count: number}[]}} Field
 */
export class Completion {
  #input;
  #list;
  #chosen = -1;
  /** @type {Field[]} */
  #known = [];
  #fields;

  /** @param {HTMLInputElement} input @param {HTMLElement} list @param {() => Promise<Field[]>} fields */
  constructor(input, list, fields) {
    this.#input = input;
    this.#list = list;
    this.#fields = fields;
  }

  /** @param {AbortSignal} signal */
  watch(signal) {
    const options = { signal };
    this.#input.addEventListener('focus', () => this.#learn(), options);
    this.#input.addEventListener('input', () => this.#suggest(), options);
    this.#input.addEventListener('blur', () => this.#close(), options);
    this.#input.addEventListener('keydown', event => this.#key(event), options);
    this.#list.addEventListener('pointerdown', event => this.#pressed(event), options);
    this.#learn();
  }

  async #learn() {
    this.#known = await this.#fields();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.#list.hidden) return;
    switch (event.key) {
      case 'ArrowDown': this.#choose(this.#chosen + 1); break;
      case 'ArrowUp': this.#choose(this.#chosen - 1); break;
      case 'Tab': this.#take(Math.max(0, this.#chosen)); break;
      case 'Enter': if (this.#chosen >= 0) this.#take(this.#chosen); else this.#close(); break;
      case 'Escape': this.#close(); break;
      default: return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Event} event */
  #pressed(event) {
    const option = /** @type {Element} */ (event.target).closest('[role=option]');
    event.preventDefault();                                  // the input keeps the focus
    if (option) this.#take([...this.#list.children].indexOf(option));
  }

  #suggest() {
    const { word } = this.#word();
    const texts = word.length < 1 ? [] : suggestions(this.#known, word).slice(0, MOST);
    if (texts.length === 0) return this.#close();
    this.#list.replaceChildren(...texts.map(({ text, count }, i) => option(text, count, i)));
    this.#list.hidden = false;
    this.#input.setAttribute('aria-expanded', 'true');
    this.#choose(-1);
  }

  /** @param {number} index */
  #choose(index) {
    const options = [...this.#list.children];
    this.#chosen = Math.max(-1, Math.min(index, options.length - 1));
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === this.#chosen)));
    if (this.#chosen >= 0) this.#input.setAttribute('aria-activedescendant', options[this.#chosen].id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  /** @param {number} index */
  #take(index) {
    const text = this.#list.children[index]?.getAttribute('data-text') ?? '';
    const { start, end } = this.#word();
    this.#input.setRangeText(text.endsWith(':') ? text : `${text} `, start, end, 'end');
    this.#input.dispatchEvent(new Event('input', { bubbles: true }));
    if (!text.endsWith(':')) this.#close();
  }

  #close() {
    this.#list.hidden = true;
    this.#chosen = -1;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  /** The word under the caret, without a `-` in front. */
  #word() {
    const end = this.#input.selectionStart ?? this.#input.value.length;
    const before = this.#input.value.slice(0, end);
    const start = before.search(/\S+$/);
    const from = start === -1 ? end : start + (before[start] === '-' ? 1 : 0);
    return { word: before.slice(from), start: from, end };
  }
}

/** @param {Field[]} fields @param {string} word @returns {{text: string, count: number}[]} */
function suggestions(fields, word) {
  const colon = word.indexOf(':');
  const typed = word.toLowerCase();
  if (colon === -1) {
    return fields.filter(({ name }) => name.toLowerCase().startsWith(typed) && /\p{L}/u.test(name))
      .map(({ name, count }) => ({ text: clauseFor(name, '"x"').replace(/x$/, ''), count }));
  }
  const field = fields.find(({ name }) => name.toLowerCase() === typed.slice(0, colon));
  return (field?.top ?? []).map(({ value, count }) => ({ text: clauseFor(field?.name ?? '', JSON.stringify(value)), count }))
    .filter(({ text }) => text.toLowerCase().replace('"', '').startsWith(typed.replace('"', '')) && text.toLowerCase() !== typed);
}

/** @param {string} text @param {number} count @param {number} index */
function option(text, count, index) {
  const option = document.createElement('li');
  option.id = `completion-${index}`;
  option.role = 'option';
  option.dataset.text = text;
  const name = document.createElement('bdi');
  name.textContent = text;
  const times = document.createElement('span');
  times.className = 'count';
  times.textContent = count.toLocaleString('en');
  option.append(name, times);
  return option;
}
