// @ts-check
import { fieldsOf } from '../history/fields.js';
import { Choice } from '../filter/choice.js';
import { hubUrl } from '../page/hub-url.js';
import { showSearch } from '../page/view-search.js';

/**
 * Everything that the palette offers.
 *
 * @typedef {{kind: string, says: string, keys: string[], run: () => void}} Entry  keys: that do it, too
 * @typedef {{board: import('../board/board.js').Board, shortcuts: readonly import('../page/shortcuts.js').Shortcut[],
 *   views: import('../page/view-switch.js').ViewSwitch, savedViews: import('../page/saved-views.js').SavedViews,
 *   commands: import('../page/commands.js').Commands}} Page
 */

/** What is known at once. @param {Page} page @returns {Entry[]} */
export function entriesNow({ board, shortcuts, views, savedViews, commands }) {
  const actions = shortcuts.filter(({ says, opensPalette }) => says !== '' && !opensPalette).map(({ says, keys, run }) => ({ kind: 'do', says, keys, run }));
  const shown = /** @type {const} */ (['stream', 'board', 'sources']).map(view => ({ kind: 'go to', says: view, keys: [], run: () => views.show(view) }));
  const saved = savedViews.all.map(({ name, search }) => ({ kind: 'view', says: name, keys: [], run: () => { views.show('stream'); showSearch(board, search); } }));
  const sources = [...board.census.sources.keys()].sort().map(name => ({
    kind: 'only source', says: name, keys: [], run: () => { views.show('stream'); commands.filter({ sources: Choice.only(name) }); } }));
  return [...actions, ...shown, ...saved, ...sources];
}

/** What the hub has to be asked for. @param {Page} page @returns {Promise<Entry[]>} */
export async function entriesOfHub({ board, views }) {
  const [fields, boards] = await Promise.all([fieldsOf(board.filter), boardNames()]);
  return [
    ...boards.map(name => ({ kind: 'board', says: name, keys: [], run: () => views.showBoard(name) })),
    ...fields.map(({ name }) => ({
      kind: board.columns.has(name) ? 'remove column' : 'add column', says: name, keys: [], run: () => board.columns.toggle(name) })),
  ];
}

/** @returns {Promise<string[]>} none when the hub cannot be asked */
async function boardNames() {
  try {
    const { boards } = await (await fetch(hubUrl('api/tiles'))).json();
    return boards.map((/** @type {{name: string}} */ { name }) => name);
  } catch {
    return [];
  }
}
