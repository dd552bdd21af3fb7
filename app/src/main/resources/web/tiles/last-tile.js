// @ts-check
import { apiQuery } from '../filter/filter-url.js';
import { messagesPage } from '../history/messages-page.js';
import { valuesOf } from '../query/json-values.js';
import { folded } from '../query/words.js';
import { statusOf } from './tile-face.js';
import { tileFilter, tileSearch } from './tile-filter.js';

const SHOWN = 60;          // values in its line

/** A tile that shows a field of the last message. */
export class LastTile {
  #tile;
  #filter;
  #values = /** @type {(string | number)[]} */ ([]);
  #updatedAt = NaN;
  isRemoved = false;

  /** @param {any} tile as `GET /api/tiles` has it */
  constructor(tile) {
    this.#tile = tile;
    this.#filter = tileFilter(tile);
    this.id = tile.id;
  }

  async load() {
    const params = apiQuery(this.#filter);
    params.set('limit', String(SHOWN));
    const { entries } = await messagesPage(params);
    this.#values = [];
    for (const entry of entries.reverse()) this.#add(entry);
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  take(entry) {
    if (this.#filter.accepts(entry)) this.#add(entry);
  }

  /** @param {number} now ms @returns {import('./tile-face.js').Face} */
  face(now) {
    const { title, unit, ttl } = this.#tile;
    const value = this.#values[this.#values.length - 1];
    const before = this.#values[this.#values.length - 2];
    const numbers = this.#values.filter(known => typeof known === 'number');
    const age = now - this.#updatedAt;
    return {
      title, value, unit, status: typeof value === 'number' ? statusOf(value, this.#tile) : 'none',
      delta: typeof value === 'number' && typeof before === 'number' ? value - before : undefined,
      line: numbers, age, isStale: ttl > 0 && !(age <= ttl * 1000), search: tileSearch(this.#tile),
    };
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  #add(entry) {
    const field = folded(this.#tile.field);
    for (const { path, text } of valuesOf(entry.raw)) {
      if (path !== field) continue;
      this.#values.push(text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text);
      if (this.#values.length > SHOWN) this.#values.shift();
      this.#updatedAt = entry.arrivedAt;
      return;
    }
  }
}
