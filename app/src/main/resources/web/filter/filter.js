// @ts-check
import { Choice } from './choice.js';
import { searchText } from './search-text.js';

/**
 * What a message must be to be shown: from a chosen source, of a chosen level, with every word and without any `-word`.
 * A value: every change makes another one.
 */
export class Filter {
  static NONE = new Filter('', Choice.ALL, Choice.ALL);

  /** @param {string} q @param {Choice} sources @param {Choice} levels */
  constructor(q, sources, levels) {
    this.q = q;
    this.sources = sources;
    this.levels = levels;
    const words = q.toLowerCase().split(/\s+/).filter(word => word !== '' && word !== '-');
    this.wanted = words.filter(word => !word.startsWith('-'));
    this.unwanted = words.filter(word => word.startsWith('-')).map(word => word.slice(1));
  }

  get isNone() {
    return !this.hasWords && this.sources.isAll && this.levels.isAll;
  }

  get hasWords() {
    return this.wanted.length > 0 || this.unwanted.length > 0;
  }

  /** @param {string} q */
  withText(q) {
    return new Filter(q, this.sources, this.levels);
  }

  /** @param {Choice} sources */
  withSources(sources) {
    return new Filter(this.q, sources, this.levels);
  }

  /** @param {Choice} levels */
  withLevels(levels) {
    return new Filter(this.q, this.sources, levels);
  }

  /** @param {import('../store/entry.js').Entry} entry */
  accepts(entry) {
    if (!('source' in entry)) return true;                        // a gap concerns everybody
    if (!this.sources.has(entry.source) || !this.levels.has(entry.level)) return false;
    if (!this.hasWords) return true;
    const text = searchText(entry);
    return this.wanted.every(word => text.includes(word)) && !this.unwanted.some(word => text.includes(word));
  }
}
