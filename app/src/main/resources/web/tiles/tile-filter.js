// @ts-check
import { filterFromQuery } from '../filter/filter-url.js';

/**
 * The messages that a tile is about, as the filter of the stream.
 *
 * @param {{source?: string, level?: string, q?: string}} tile
 */
export function tileFilter(tile) {
  return filterFromQuery(tileSearch(tile)).filter;
}

/** The same, as an address has it. @param {{source?: string, level?: string, q?: string}} tile @param {string} [since] */
export function tileSearch({ source, level, q }, since) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ q, source, level, since })) if (value) params.set(name, value);
  return `?${params}`;
}
