// @ts-check

/** `<filter-bar>`: the words to look for. Fires `filter-text` (detail: the text), at most once per animation frame. */
export class FilterBar extends HTMLElement {
  #input = /** @type {HTMLInputElement} */ (this.querySelector('input'));
  #listening = new AbortController();
  #asked = false;

  connectedCallback() {
    this.#listening = new AbortController();
    this.#input.addEventListener('input', () => this.#ask(), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  /** @param {string} text */
  show(text) {
    if (!this.#asked && this.#input.value !== text) this.#input.value = text;      // what is being typed is newer
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.dispatchEvent(new CustomEvent('filter-text', { bubbles: true, detail: this.#input.value }));
    });
  }
}

customElements.define('filter-bar', FilterBar);
