// @ts-check
import { BadQuery } from './bad-query.js';
import { Regex } from './regex.js';

const NAME = /[\p{L}\p{M}\p{Nd}._@$-]*\p{L}[\p{L}\p{M}\p{Nd}._@$-]*/uy;
const SPACE = /[\s\u001c-\u001f]/;
const SHOWN = 20;            // characters of the query in a complaint

/** The characters of a query, and how far they are read. */
export class QueryText {
  #text;
  at = 0;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  /** Goes to the next clause; true at the end. */
  skipSpace() {
    while (this.at < this.#text.length && SPACE.test(this.#text[this.at])) this.at++;
    return this.at === this.#text.length;
  }

  get atEndOfClause() {
    return this.at === this.#text.length || SPACE.test(this.#text[this.at]);
  }

  /** @param {string} what */
  sees(what) {
    return this.#text.startsWith(what, this.at);
  }

  /** @param {string} what */
  accept(what) {
    if (!this.sees(what)) return false;
    this.at += what.length;
    return true;
  }

  /** A star that is the whole value. */
  acceptLoneStar() {
    if (!this.accept('*')) return false;
    if (this.atEndOfClause) return true;
    this.at--;
    return false;
  }

  /** A name before an operator. `http://` and `::` are none, as people paste them. @returns {string | undefined} */
  name() {
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) return undefined;
    const start = this.at;
    this.at += name.length;
    if (this.seesOperator && !this.sees('://') && !this.sees('::')) return name;
    this.at = start;
    return undefined;
  }

  get seesOperator() {
    return this.sees(':') || this.seesComparison;
  }

  get seesComparison() {
    return this.sees('>') || this.sees('<') || this.sees('=');
  }

  peekOperator() {
    return this.sees('=') ? '=' : this.#text[this.at] + (this.#text[this.at + 1] === '=' ? '=' : '');
  }

  /** @returns {'>' | '>=' | '<' | '<=' | '='} */
  operator() {
    const operator = this.peekOperator();
    this.at += operator.length;
    return /** @type {any} */ (operator);
  }

  untilSpace() {
    const start = this.at;
    while (!this.atEndOfClause) this.at++;
    return this.#text.slice(start, this.at);
  }

  /** What stands in quotes; a backslash there takes the special meaning from a quote and from itself. */
  quoted() {
    const start = this.at++;
    let quoted = '';
    while (!this.accept('"')) {
      if (this.at === this.#text.length) throw this.badAt(start, 'the closing quote is missing; write "a phrase"');
      if (this.sees('\\"') || this.sees('\\\\')) this.at++;
      quoted += this.#text[this.at++];
    }
    return quoted;
  }

  /** Up to a space, a bar or a star at the end, which stay. */
  bareWord() {
    const start = this.at;
    while (!this.atEndOfClause && !this.sees('|')) {
      if (this.sees('"')) throw this.bad('a quote inside a word; write all of it in quotes, as in "say \\"hi\\""');
      if (this.sees('*')) {
        this.at++;
        const ends = this.atEndOfClause || this.sees('|');
        this.at--;
        if (!ends) throw this.bad("'*' stands only at the end of a word; elsewhere write a regex, as in /a.*b/");
        break;
      }
      this.at++;
    }
    return this.#text.slice(start, this.at);
  }

  /** Up to the next slash without a backslash before it. */
  regex() {
    const start = this.at++;
    let expression = '';
    while (!this.accept('/')) {
      if (this.at === this.#text.length) {
        throw this.badAt(start, 'the closing slash of a regex is missing; write /regex/, or a path in quotes, as in "/var/log"');
      }
      if (this.sees('\\/')) this.at++;
      else if (this.sees('\\') && this.at + 1 < this.#text.length) expression += this.#text[this.at++];
      expression += this.#text[this.at++];
    }
    if (expression === '') throw this.badAt(start, 'an empty regex; write one, as in /a.*b/');
    try {
      return new Regex(expression, this.accept('i'));
    } catch (error) {
      throw this.badAt(start, `the regex cannot be used: ${/** @type {Error} */ (error).message}`);
    }
  }

  /** @param {string} reason */
  bad(reason) {
    return this.badAt(this.at, reason);
  }

  /** About the character just read. @param {string} reason */
  badBefore(reason) {
    return this.badAt(this.at - 1, reason);
  }

  /** @param {number} place @param {string} reason */
  badAt(place, reason) {
    const column = [...this.#text.slice(0, place)].length + 1;
    const rest = this.#text.slice(place, place + SHOWN) + (place + SHOWN < this.#text.length ? '…' : '');
    return new BadQuery(`column ${column}, ${rest === '' ? 'at its end' : `at '${rest}'`}: ${reason}`, column);
  }
}
