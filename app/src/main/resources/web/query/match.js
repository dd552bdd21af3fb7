// @ts-check
import { compare, decimal } from './decimal.js';
import { wordsOf } from './words.js';

/** What one value of a message must be. @typedef {{matches: (text: string) => boolean}} Match */

/** Words that follow each other; anything but letters and digits may stand between them. */
export class Phrase {
  /** @param {string[]} words folded, at least one; only the last may be empty, if a prefix @param {boolean} prefix */
  constructor(words, prefix) {
    this.words = words;
    this.prefix = prefix;
  }

  /** @param {string} text */
  matches(text) {
    const found = wordsOf(text);
    for (let start = 0; start + this.words.length <= found.length; start++) if (this.#beginsAt(found, start)) return true;
    return false;
  }

  /** @param {string[]} found @param {number} start */
  #beginsAt(found, start) {
    const last = this.words.length - 1;
    return this.words.every((word, i) => {
      const there = found[start + i];
      return i === last && this.prefix ? there.startsWith(word) : there === word;
    });
  }
}

/** A number; also a string that is one. */
export class Comparison {
  #operator;
  #number;

  /** @param {'>' | '>=' | '<' | '<=' | '='} operator @param {import('./decimal.js').Decimal} number */
  constructor(operator, number) {
    this.#operator = operator;
    this.#number = number;
  }

  /** @param {string} text */
  matches(text) {
    const value = decimal(text);
    if (!value) return false;
    const order = compare(value, this.#number);
    switch (this.#operator) {
      case '<': return order < 0;
      case '<=': return order <= 0;
      case '=': return order === 0;
      case '>=': return order >= 0;
      case '>': return order > 0;
    }
  }
}

/** Any value, an empty text too. */
export const ANYTHING = { matches: () => true };
