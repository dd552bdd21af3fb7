// @ts-check
import { Query } from '../query/query.js';
import { Choice } from './choice.js';
import { Range } from './range.js';

/**
 * What a message must be to be shown: from a chosen source, of a chosen level, within a stretch of the journal, and what the
 * query says. A value: every change makes another one.
 */
export class Filter {
  static NONE = new Filter(Query.ALL, Choice.ALL, Choice.ALL, Range.ALL);

  /** @param {Query} query @param {Choice} sources @param {Choice} levels @param {Range} range */
  constructor(query, sources, levels, range) {
    this.query = query;
    this.sources = sources;
    this.levels = levels;
    this.range = range;
  }

  /** @param {Partial<Pick<Filter, 'query' | 'sources' | 'levels' | 'range'>>} change */
  with({ query = this.query, sources = this.sources, levels = this.levels, range = this.range }) {
    return new Filter(query, sources, levels, range);
  }

  get isNone() {
    return this.query.acceptsAll && this.sources.isAll && this.levels.isAll && this.range.isAll;
  }

  /** @param {import('../store/entry.js').Entry} entry */
  accepts(entry) {
    if (entry.isGap) return true;                                 // a gap concerns everybody
    const message = /** @type {import('../store/entry.js').MessageEntry} */ (entry);
    return this.sources.has(message.source) && this.levels.has(message.level) && this.range.accepts(message)
      && this.query.accepts(message.raw);
  }
}
