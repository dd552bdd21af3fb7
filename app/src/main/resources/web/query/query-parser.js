// @ts-check
import { BadQuery } from './bad-query.js';
import { decimal } from './decimal.js';
import { ANYTHING, Comparison, Phrase } from './match.js';
import { QueryText } from './query-text.js';
import { endsInWord, folded, wordsOf } from './words.js';

const MOST_CHARACTERS = 1_000;
const MOST_CLAUSES = 50;
const MOST_WORDS = 200;

/**
 * Reads a query. The hub's `heliograph.query.QueryParser` reads the same grammar, and `query-corpus.json` holds both to it:
 *
 *   query    = { clause }                           separated by white space, all must hold
 *   clause   = [ "-" ] ( any | name ":" any | name ":*" | name operator number )
 *   any      = value { "|" value }
 *   value    = word | word "*" | '"' phrase '"' [ "*" ] | "/" regex "/" [ "i" ]
 *
 * @typedef {import('./match.js').Match} Match
 * @typedef {{excluded: boolean, field: string | undefined, any: Match[]}} Clause
 */
export class QueryParser {
  #text;
  #words = 0;

  /** @param {string} query */
  constructor(query) {
    this.#text = new QueryText(query);
  }

  /** @param {string} query @returns {Clause[]} @throws {BadQuery} when it cannot be read */
  static parse(query) {
    if (query.length > MOST_CHARACTERS) {
      throw new BadQuery(`${query.length.toLocaleString('en')} characters; write at most ${MOST_CHARACTERS.toLocaleString('en')}`, 0);
    }
    const parser = new QueryParser(query);
    /** @type {Clause[]} */
    const clauses = [];
    while (!parser.#text.skipSpace()) {
      if (clauses.length === MOST_CLAUSES) throw parser.#text.bad(`there are more than ${MOST_CLAUSES} terms; use fewer`);
      clauses.push(parser.#clause());
    }
    return clauses;
  }

  /** @returns {Clause} */
  #clause() {
    const text = this.#text;
    const excluded = text.accept('-');
    if (excluded && text.atEndOfClause) {
      throw text.badBefore("'-' stands right before what it excludes, as in -word; without that, remove it");
    }
    if (excluded && text.sees('-')) {
      throw text.badBefore("two '-' exclude nothing twice; to find text that begins with them, write it in quotes, as in \"--word\"");
    }
    const start = text.at;
    if (text.sees('"')) {
      const quoted = text.quoted();
      if (text.seesOperator) return this.#field(excluded, quoted);
      return { excluded, field: undefined, any: this.#any(this.#phrase(quoted, start)) };
    }
    const name = text.name();
    if (name !== undefined) return this.#field(excluded, name);
    return { excluded, field: undefined, any: this.#any(this.#value()) };
  }

  /** @param {boolean} excluded @param {string} name @returns {Clause} */
  #field(excluded, name) {
    const field = folded(name);
    if (field === 'id') {
      throw this.#text.bad('ids are not searched; read GET /api/messages/{id}, or write the id in quotes to find it in the text of messages');
    }
    return { excluded, field, any: this.#asked(name) };
  }

  /** @param {string} name @returns {Match[]} */
  #asked(name) {
    const text = this.#text;
    const operatorAt = text.at;
    if (!text.accept(':')) return [this.#comparison(name)];
    if (text.atEndOfClause) {
      throw text.badAt(operatorAt, `nothing stands behind '${name}:'; write ${name}:value, or ${name}:* for any value`);
    }
    if (text.seesComparison) throw text.badAt(operatorAt, `compare without the colon: write ${name}${text.peekOperator()}5`);
    if (text.acceptLoneStar()) return [ANYTHING];
    return this.#any(this.#value());
  }

  /** @param {string} name */
  #comparison(name) {
    const operator = this.#text.operator();
    const numberAt = this.#text.at;
    const written = this.#text.untilSpace();
    const number = decimal(written);
    if (!number) throw this.#text.badAt(numberAt, notANumber(name, written));
    return new Comparison(operator, number);
  }

  /** @param {Match} first */
  #any(first) {
    const any = [first];
    while (this.#text.accept('|')) any.push(this.#value());
    if (!this.#text.atEndOfClause) {
      throw this.#text.bad('a space or | is missing before this; to find a path, or text with quotes in it, write all of it in'
        + ' quotes, as in "/var/log" or "say \\"hi\\""');
    }
    return any;
  }

  /** @returns {Match} */
  #value() {
    const text = this.#text;
    const start = text.at;
    if (text.sees('"')) return this.#phrase(text.quoted(), start);
    if (text.sees('/')) return text.regex();
    if (text.atEndOfClause || text.sees('|')) throw text.bad('a word is missing beside \'|\'; write a|b, or "|" in quotes with words');
    return this.#phrase(text.bareWord(), start);
  }

  /** The words of a text, and a `*` that follows it. @param {string} written @param {number} start */
  #phrase(written, start) {
    const words = wordsOf(written);
    const prefix = this.#text.accept('*');
    if (words.length === 0) {
      throw this.#text.badAt(start, 'no letter or digit to look for; to find other characters write a regex, as in /!!/');
    }
    this.#words += words.length;
    if (this.#words > MOST_WORDS) throw this.#text.badAt(start, `there are more than ${MOST_WORDS} words; use fewer`);
    if (prefix && !endsInWord(written)) words.push('');          // 10.0.*: any word may follow
    return new Phrase(words, prefix);
  }
}

/** @param {string} name @param {string} written */
function notANumber(name, written) {
  if (written === '') return `a number is missing; write one, as in ${name}>=5`;
  return `'${written}' is no number; for a text write ${name}:${written}, or all of it in quotes`;
}
