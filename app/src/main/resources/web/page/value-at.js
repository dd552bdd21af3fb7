// @ts-check
import { BETWEEN } from '../columns/columns.js';

/**
 * The value that stands under a node, in the list or in an open message; of several in one cell the first.
 *
 * @param {Element} node @param {readonly string[]} columns paths
 * @returns {{path: string, token: string} | undefined} token: as it stands in JSON
 */
export function valueAt(node, columns) {
  const button = /** @type {HTMLElement | null} */ (node.closest('message-inspector .value'));
  if (button) return { path: button.dataset.path ?? '', token: button.dataset.token ?? '' };
  const row = node.closest('.row');
  const cell = node.closest('.cell, .source, .level');
  if (!row || !cell || !cell.textContent) return undefined;
  if (cell.matches('.source')) return { path: 'source', token: JSON.stringify(cell.textContent) };
  if (cell.matches('.level')) return { path: 'level', token: JSON.stringify(/level-(\w+)/.exec(row.className)?.[1]) };
  const path = columns[[...(cell.parentElement?.children ?? [])].indexOf(cell)];
  return { path, token: tokenOf(cell.textContent.split(BETWEEN)[0]) };
}

/** @param {string} text */
const tokenOf = text => (/^-?\d+(?:\.\d+)?$/.test(text) || text === 'true' || text === 'false' ? text : JSON.stringify(text));
