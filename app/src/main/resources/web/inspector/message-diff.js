// @ts-check
import { prettyTokens } from './pretty-json.js';

const UNCOMPARED = new Set(['id', 'time', 'received']);      // always another

/**
 * What differs between two messages, value by value, as each stands in its JSON.
 *
 * @typedef {{path: string, before: string | undefined, after: string | undefined}} Difference  undefined: it is not there
 *
 * @param {string} before @param {string} after JSON
 * @returns {Difference[]} in the order of the later one, what has gone last
 */
export function differences(before, after) {
  const old = valuesOf(before);
  const now = valuesOf(after);
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths.filter(path => old.get(path) !== now.get(path)).map(path => ({ path, before: old.get(path), after: now.get(path) }));
}

/** @param {string} raw @returns {Map<string, string>} several values of one path stand in a row */
function valuesOf(raw) {
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const { kind, text, path } of prettyTokens(raw)) {
    if (kind !== 'string' && kind !== 'number' && kind !== 'word') continue;
    if (path === '' || UNCOMPARED.has(path)) continue;
    const known = values.get(path);
    values.set(path, known === undefined ? text : `${known}, ${text}`);
  }
  return values;
}
