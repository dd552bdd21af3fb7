// @ts-check
import { valuesOf } from '../query/json-values.js';
import { folded } from '../query/words.js';

/**
 * The value that stands under a node, in the list or in an open message; of several in one cell the first.
 *
 * @param {Element} node @param {readonly string[]} columns paths
 * @param {import('../store/entry.js').Entry | undefined} entry of the row
 * @returns {{path: string, token: string} | undefined} token: as it stands in JSON
 */
export function valueAt(node, columns, entry) {
  const button = /** @type {HTMLElement | null} */ (node.closest('message-inspector .value'));
  if (button) return { path: button.dataset.path ?? '', token: button.dataset.token ?? '' };
  const cell = node.closest('.cell, .source, .level');
  if (!entry || !('source' in entry) || !cell?.textContent) return undefined;
  if (cell.matches('.source')) return { path: 'source', token: JSON.stringify(entry.source) };
  if (cell.matches('.level')) return { path: 'level', token: JSON.stringify(entry.level) };
  const path = columns[[...(cell.parentElement?.children ?? [])].indexOf(cell)];
  for (const { path: found, text } of valuesOf(entry.raw)) if (found === folded(path)) return { path, token: tokenOf(text) };
  return undefined;
}

/** @param {string} text */
const tokenOf = text => (/^-?\d+(?:\.\d+)?$/.test(text) || text === 'true' || text === 'false' ? text : JSON.stringify(text));
