// @ts-check
import { ansiParts } from './ansi.js';
import { visibleText } from './visible-text.js';

/** The text of one cell of a row: a text node, or, when the text brings colours, a few of them. Made once, filled many times. */
export class StyledText {
  #parent;
  #plain = document.createTextNode('');
  #isPlain = true;
  /** @type {Text[]} */
  texts = [this.#plain];

  /** @param {Element} parent */
  constructor(parent) {
    this.#parent = parent;
    parent.append(this.#plain);
  }

  /** @param {string} text */
  set data(text) {
    if (!text.includes('\x1b')) this.#showPlain(visibleText(text));
    else this.#showParts(ansiParts(text));
  }

  /** @param {string} text */
  #showPlain(text) {
    if (!this.#isPlain) {
      this.#parent.replaceChildren(this.#plain);
      this.texts = [this.#plain];
      this.#isPlain = true;
    }
    this.#plain.data = text;
  }

  /** @param {{text: string, look: string}[]} parts */
  #showParts(parts) {
    this.#isPlain = false;
    this.texts = parts.map(({ text }) => document.createTextNode(visibleText(text)));
    this.#parent.replaceChildren(...parts.map(({ look }, i) => {
      if (look === '') return this.texts[i];
      const span = document.createElement('span');
      span.className = look;
      span.append(this.texts[i]);
      return span;
    }));
  }
}
