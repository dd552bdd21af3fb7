// @ts-check
import { Columns } from '../columns/columns.js';
import { filterFromQuery, queryFromFilter } from '../filter/filter-url.js';

/**
 * What is shown, as an address has it: the filter and the columns.
 *
 * @param {import('../board/board.js').Board} board
 */
export function searchOf({ filter, columns }) {
  return withColumns(queryFromFilter(filter), columns);
}

/** The messages of a query, with the columns that are shown now. @param {string} query @param {Columns} columns */
export function withColumns(query, columns) {
  if (columns.paths.length === 0) return query;
  return `${query}${query === '' ? '?' : '&'}columns=${columns.text}`;
}

/** Shows what an address says. @param {import('../board/board.js').Board} board @param {string} search */
export function showSearch(board, search) {
  board.columns.set(Columns.from(search));
  board.filter = filterFromQuery(search).filter;
}
