// @ts-check

export const MOST_WAYS = 1_000;

const NOTHING_READ = 'bBAGZzk123456789';     // escapes of no character
const WITH_BRACES = 'pPxNb';

/**
 * How many ways lead through a regular expression without a look at a character: `(a?|b?)` has two at the end of a text, and
 * thirty of these behind each other a thousand million. The hub refuses what has too many, and so does the page, whatever the
 * browser's own engine would make of it: one query means one thing.
 *
 * @param {string} expression
 */
export function hasTooManyEmptyWays(expression) {
  return new EmptyWays(expression).all() > MOST_WAYS;
}

/** An upper bound, for Java's expressions without free spacing and quoting. */
class EmptyWays {
  #expression;
  #at = 0;
  #all = 1;            // of all parts multiplied, as each way through one tries all of the next

  /** @param {string} expression */
  constructor(expression) {
    this.#expression = expression;
  }

  all() {
    while (!this.#isDone) {
      this.#alternatives();
      this.#at++;      // a closing parenthesis without an opening one: the compiler will say so
    }
    return this.#all;
  }

  /** Up to a closing parenthesis, or the end. @returns {number} */
  #alternatives() {
    let sum = 0;
    let ways = 1;
    while (!this.#isDone && !this.#sees(')')) {
      if (this.#accept('|')) {
        sum += ways;
        ways = 1;
      } else ways = capped(ways * this.#part());
    }
    return capped(sum + ways);
  }

  #part() {
    let ways = this.#one();
    while (!this.#isDone && '?*+{'.includes(this.#expression[this.#at])) {
      if (this.#maybeNone()) ways++;
      if (!this.#accept('?')) this.#accept('+');      // reluctant, possessive
    }
    this.#all = capped(this.#all * Math.max(1, ways));
    return ways;
  }

  /** Reads a quantifier. Whether it takes what is before it no times, too. */
  #maybeNone() {
    const quantifier = this.#expression[this.#at++];
    if (quantifier !== '{') return quantifier !== '+';
    const none = this.#sees('0');
    this.#skipBehind('}');
    return none;
  }

  /** @returns {number} */
  #one() {
    switch (this.#expression[this.#at++]) {
      case '(': return this.#group();
      case '\\': return this.#escape();
      case '^': case '$': return 1;
      case '[': this.#characterClass(); return 0;
      default: return 0;
    }
  }

  #group() {
    let looksAround = false;
    if (this.#accept('?')) {
      while (!this.#isDone && !':=!>)'.includes(this.#expression[this.#at])) this.#at++;
      looksAround = this.#sees('=') || this.#sees('!');
      if (!this.#sees(')')) this.#at++;
    }
    const ways = this.#alternatives();
    this.#at++;
    return looksAround ? Math.max(1, ways) : ways;
  }

  #escape() {
    if (this.#isDone) return 0;
    const escaped = this.#expression[this.#at++];
    if (escaped === 'c') this.#at++;
    if (escaped === 'k') this.#skipBehind('>');
    if (WITH_BRACES.includes(escaped) && this.#sees('{')) this.#skipBehind('}');
    return NOTHING_READ.includes(escaped) ? 1 : 0;
  }

  #characterClass() {
    this.#accept('^');
    this.#accept(']');                                // the first one is a character
    while (!this.#isDone && !this.#accept(']')) {
      const character = this.#expression[this.#at++];
      if (character === '\\') this.#escape();
      if (character === '[') this.#characterClass();
    }
  }

  get #isDone() {
    return this.#at >= this.#expression.length;
  }

  /** @param {string} character */
  #sees(character) {
    return this.#expression[this.#at] === character;
  }

  /** @param {string} character */
  #accept(character) {
    if (!this.#sees(character)) return false;
    this.#at++;
    return true;
  }

  /** @param {string} character */
  #skipBehind(character) {
    while (!this.#isDone && !this.#accept(character)) this.#at++;
  }
}

/** @param {number} ways */
const capped = ways => Math.min(ways, MOST_WAYS + 1);
