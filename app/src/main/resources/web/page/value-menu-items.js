// @ts-check
import { visibleText } from '../list/visible-text.js';
import { openMenu, shortly } from '../menu/value-menu.js';
import { copyText } from './copy-text.js';
import { loadStyle } from './load-style.js';

/**
 * Opens the menu of a value: what clicks on it do, in words.
 *
 * @param {{path: string, token: string}} value as it stands in JSON @param {{x: number, y: number, home: HTMLElement}} place
 * @param {import('./commands.js').Commands} commands @param {import('./panels.js').Panels} panels
 * @param {import('../columns/columns.js').Columns} columns
 */
export async function openValueMenu({ path, token }, place, commands, panels, columns) {
  await loadStyle('menus.css');
  const name = visibleText(path);
  const text = token[0] === '"' ? JSON.parse(token) : token;
  const items = [
    { says: `Only ${name} ${shortly(text)}`, run: () => commands.pickValue(path, token, false) },
    { says: `Without ${name} ${shortly(text)}`, run: () => commands.pickValue(path, token, true) },
    { says: columns.has(path) ? `Remove the column ${name}` : `Show ${name} as a column`, run: () => columns.toggle(path) },
    { says: 'Copy the value', run: () => copyText(text) },
    { says: 'Copy the name of the field', run: () => copyText(path) },
  ];
  if (/^[-\d]/.test(token)) items.push({ says: `Chart ${name} over time`, run: () => panels.openChart(path) });
  openMenu(place.home, place, `${name} ${shortly(text)}`, items);
}
