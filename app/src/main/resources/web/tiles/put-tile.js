// @ts-check
import { messagesPage } from '../history/messages-page.js';
import { parsed } from '../store/entry.js';

const SHOWN = 60;          // values in its line

/**
 * A tile whose values somebody puts there. Each is a message of the source `tiles` with the tile's id as its key.
 *
 * @typedef {import('./tile-face.js').Face} Face
 */
export class PutTile {
  #state;
  #updatedAt;
  #values = /** @type {number[]} */ ([]);
  isRemoved = false;

  /** @param {any} state as `GET /api/tiles` has it */
  constructor(state) {
    this.#state = state;
    this.#updatedAt = Date.parse(state.updated);
    this.id = state.id;
  }

  async load() {
    const { entries } = await messagesPage(new URLSearchParams({ source: 'tiles', q: this.#query, limit: String(SHOWN) }));
    this.#values = [];
    for (const entry of entries.reverse()) this.#line(parsed(entry.raw));
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  take(entry) {
    if (entry.source !== 'tiles') return;
    const state = parsed(entry.raw);
    if (state.key !== this.id) return;
    this.isRemoved = state.removed === true;
    this.#state = state;
    this.#updatedAt = entry.arrivedAt;
    this.#line(state);
  }

  /** @param {number} now ms @returns {Face} */
  face(now) {
    const { title, value, unit = '', status, ttl, query } = this.#state;
    const age = now - this.#updatedAt;
    return {
      title: title ?? this.id, value, unit, status: status ?? 'none', age, isStale: ttl > 0 && age > ttl * 1000, line: this.#values,
      delta: this.#values.length > 1 ? this.#values[this.#values.length - 1] - this.#values[this.#values.length - 2] : undefined,
      search: query ? `?${query.replace(/^\?/, '')}` : `?${new URLSearchParams({ source: 'tiles', q: this.#query })}`,
    };
  }

  get #query() {
    return `key:/^${this.id.replaceAll('.', '\\.')}$/`;
  }

  /** @param {any} state */
  #line({ value }) {
    if (typeof value !== 'number') return;
    this.#values.push(value);
    if (this.#values.length > SHOWN) this.#values.shift();
  }
}
