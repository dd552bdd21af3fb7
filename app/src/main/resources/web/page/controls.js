// @ts-check
import { Range } from '../filter/range.js';
import { Query } from '../query/query.js';
import { loadStyle } from './load-style.js';
import { button, part, parts } from './parts.js';
import { valueAt } from './value-at.js';
import { searchOf, showSearch } from './view-search.js';

/**
 * What the page's elements tell, and what its buttons do.
 *
 * @param {import('../board/board.js').Board} board @param {import('./commands.js').Commands} commands
 * @param {import('./panels.js').Panels} panels @param {import('./list-notes.js').ListNotes} notes
 */
export function listenToElements(board, commands, panels, notes) {
  const { list, inspector, histogram, filterBar, rail } = parts;
  filterBar.fields = async () => (await import('../history/fields.js')).fieldsOf(board.filter);
  on(filterBar, 'query-choice', query => { if (query.text !== board.filter.query.text) commands.filter({ query }); });
  on(rail, 'sources-choice', sources => commands.filter({ sources }));
  on(rail, 'levels-choice', levels => commands.filter({ levels }));
  on(histogram, 'range-choice', range => commands.filter({ range }));
  on(histogram, 'time-pick', at => commands.goTo(at, histogram.stretch.width));
  on(list, 'message-open', entry => panels.openMessage(entry));
  on(list, 'gap-fill', place => fillGap(board, place, notes));
  on(inspector, 'inspector-close', () => panels.focusList());
  on(inspector, 'around', () => commands.showAround());
  on(inspector, 'pin', () => commands.togglePin());
  on(inspector, 'diff', () => commands.showDiff());
  on(inspector, 'value-pick', ({ path, token, excluded }) => commands.pickValue(path, token, excluded));
  on(inspector, 'value-column', path => board.columns.toggle(path));
  on(inspector, 'value-chart', path => panels.openChart(path));
}

/**
 * @param {import('../board/board.js').Board} board @param {import('./commands.js').Commands} commands
 * @param {import('./panels.js').Panels} panels @param {() => void} showKeys @param {(typed: string) => void} openPalette
 */
export function listenToButtons(board, commands, panels, showKeys, openPalette) {
  const { list } = parts;
  const hold = button('#hold');
  const jump = button('#jump');
  const readOn = button('#read-on');
  for (const stays of [hold, jump, readOn]) stays.addEventListener('mousedown', event => event.preventDefault());      // the focus, in the list
  hold.onclick = () => commands.toggleHold();
  jump.onclick = () => commands.backToLive();
  readOn.onclick = () => list.navigation.readOn();
  button('.nothing-matches .clear').onclick = () => commands.clearFilter();
  button('.nothing-matches .begin').onclick = () => commands.filter({ query: new Query(`${board.filter.query.text.trim()}*`) });
  button('#show-rail').onclick = () => panels.showRail(!panels.isRailShown);
  button('#range').onclick = () => commands.filter({ range: Range.ALL });
  button('status-line .fold').onclick = () => commands.toggleFold();
  button('#help').onclick = showKeys;
  button('#palette').onclick = () => openPalette('');
  button('#to-history').onclick = () => list.dropPast();
}

/**
 * The menu of a value, instead of the browser's own, which comes when there is none.
 *
 * @param {import('../board/board.js').Board} board @param {import('./commands.js').Commands} commands
 * @param {import('./panels.js').Panels} panels
 */
export function listenToValues(board, commands, panels) {
  document.addEventListener('contextmenu', async event => {
    const node = /** @type {HTMLElement} */ (event.target);
    const value = valueAt(node, board.columns.paths, parts.list.entryUnder(node));
    if (!value) return;
    event.preventDefault();
    const home = node.closest('message-inspector') ?? parts.list;
    const { openValueMenu } = await import('./value-menu-items.js');
    openValueMenu(value, { x: event.clientX, y: event.clientY, home: /** @type {HTMLElement} */ (home) }, commands, panels, board.columns);
  });
}

/**
 * What menus need is loaded when they first open.
 *
 * @param {import('../board/board.js').Board} board @param {import('./saved-views.js').SavedViews} savedViews
 * @param {import('./panels.js').Panels} panels
 */
export function listenToMenus(board, savedViews, panels) {
  const viewsMenu = /** @type {import('../elements/views-menu.js').ViewsMenu} */ (part('views-menu'));
  const exportMenu = /** @type {import('../elements/export-menu.js').ExportMenu} */ (part('export-menu'));
  onFirstOpen(viewsMenu, async () => {
    await Promise.all([import('../elements/views-menu.js'), loadStyle('menus.css')]);
    viewsMenu.watch(savedViews, () => searchOf(board));
  });
  onFirstOpen(exportMenu, async () => {
    await Promise.all([import('../elements/export-menu.js'), loadStyle('menus.css')]);
    exportMenu.watch(board);
  });
  on(viewsMenu, 'view-choice', search => {
    showSearch(board, search);
    panels.closeMenus();
  });
}

/** @param {import('../board/board.js').Board} board @param {number} place @param {import('./list-notes.js').ListNotes} notes */
async function fillGap(board, place, notes) {
  try {
    const gapFiller = await import('../history/gap-filler.js');
    await gapFiller.fillGap(board, place);
  } catch (error) {
    notes.complain(/** @type {Error} */ (error).message);
  }
}

/** @param {EventTarget} target @param {string} type @param {(detail: any) => void} act */
function on(target, type, act) {
  target.addEventListener(type, event => act(/** @type {CustomEvent} */ (event).detail));
}

/** Somebody may have opened it before this script was there. @param {Element} menu @param {() => Promise<void>} load */
function onFirstOpen(menu, load) {
  const act = async () => {
    try {
      await load();
    } catch (error) {
      listen();                           // who opens or closes it again tries again
      throw error;
    }
  };
  const listen = () => menu.addEventListener('toggle', act, { once: true, capture: true });      // which does not bubble
  if (menu.querySelector('details[open]')) act();
  else listen();
}
