// @ts-check
import { ANYTHING, Phrase } from './match.js';
import { valuesOf } from './json-values.js';
import { needlesOf } from './needles.js';
import { QueryParser } from './query-parser.js';

/**
 * What a message must say to be shown: the same grammar and the same verdicts as the hub's, held to them by a shared corpus.
 * A value: it never changes.
 *
 * @typedef {import('./query-parser.js').Clause} Clause
 */
export class Query {
  static ALL = new Query('');
  #clauses;
  #needles;

  /** @param {string} text @throws {import('./bad-query.js').BadQuery} */
  constructor(text) {
    this.text = text;
    this.#clauses = QueryParser.parse(text);
    this.#needles = needlesOf(this.#clauses);
  }

  get acceptsAll() {
    return this.#clauses.length === 0;
  }

  /** What to mark in the text of messages: the words that were asked for. @returns {Phrase[]} */
  get phrases() {
    return this.#clauses.filter(clause => !clause.excluded).flatMap(clause => clause.any).filter(match => match instanceof Phrase);
  }

  /** @param {string} json a message as the hub sends it @returns {boolean} */
  accepts(json) {
    if (!this.#needles.every(needle => needle.test(json))) return false;
    let wanted = this.#clauses.filter(clause => !clause.excluded);
    const unwanted = this.#clauses.filter(clause => clause.excluded);
    if (wanted.length + unwanted.length === 0) return true;
    for (const value of valuesOf(json)) {
      if (unwanted.some(clause => holds(clause, value))) return false;
      if (wanted.length > 0) wanted = wanted.filter(clause => !holds(clause, value));
      if (wanted.length === 0 && unwanted.length === 0) return true;
    }
    return wanted.length === 0;
  }
}

/** @param {Clause} clause @param {{path: string, text: string, isHubsOwn: boolean}} value */
function holds(clause, value) {
  return means(clause, value) && clause.any.some(match => match.matches(value.text));
}

/**
 * Whether the value is one that is meant. What is below a field is something in it, but only for the question whether it has
 * anything.
 *
 * @param {Clause} clause @param {{path: string, isHubsOwn: boolean}} value
 */
function means({ field, any }, { path, isHubsOwn }) {
  if (field === undefined) return !isHubsOwn;
  return path === field || (any.includes(ANYTHING) && path.startsWith(`${field}.`));
}
