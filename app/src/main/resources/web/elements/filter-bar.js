// @ts-check
import { BadQuery } from '../query/bad-query.js';
import { Query } from '../query/query.js';
import { loadStyle } from '../page/load-style.js';

/**
 * `<filter-bar>`: what to look for. A query that cannot be read says where it breaks, and what was found before stays. Fires
 * `query-choice` (detail: a Query), at most once per animation frame.
 */
export class FilterBar extends HTMLElement {
  #input = /** @type {HTMLInputElement} */ (this.querySelector('input'));
  #complaint = /** @type {HTMLElement} */ (this.querySelector('.complaint'));
  /** What field names and values there are. @type {() => Promise<import('./completion.js').Field[]>} */
  fields = async () => [];
  #listening = new AbortController();
  #asked = false;
  #bad = false;

  connectedCallback() {
    this.#listening = new AbortController();
    this.#input.addEventListener('input', () => this.#ask(), { signal: this.#listening.signal });
    this.#input.addEventListener('focus', () => this.#complete(), { signal: this.#listening.signal, once: true });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  /** @param {string} text */
  show(text) {
    if (this.#asked || this.#bad || this.#input.value === text) return;      // what is being typed is newer
    if (document.activeElement === this.#input && this.#input.value.trim() === text) return;
    this.#input.value = text;
  }

  /** What somebody's address says, readable or not. @param {string} text */
  type(text) {
    this.#input.value = text;
    this.#tell();
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  async #complete() {
    const [{ Completion }] = await Promise.all([import('./completion.js'), loadStyle('menus.css')]);
    const list = /** @type {HTMLElement} */ (this.querySelector('[role=listbox]'));
    new Completion(this.#input, list, () => this.fields()).watch(this.#listening.signal);
  }

  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#tell();
    });
  }

  #tell() {
    try {
      const query = new Query(this.#input.value);
      this.#complain('');
      this.dispatchEvent(new CustomEvent('query-choice', { bubbles: true, detail: query }));
    } catch (error) {
      if (!(error instanceof BadQuery)) throw error;
      this.#complain(error.message);
    }
  }

  /** @param {string} text */
  #complain(text) {
    this.#bad = text !== '';
    this.#complaint.hidden = !this.#bad;
    this.#complaint.textContent = text;
    this.#input.setAttribute('aria-invalid', String(this.#bad));
  }
}

customElements.define('filter-bar', FilterBar);
