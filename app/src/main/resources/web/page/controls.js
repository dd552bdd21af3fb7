// @ts-check
import { Filter } from '../filter/filter.js';
import { filterFromQuery, queryFromFilter } from '../filter/filter-url.js';
import { Range } from '../filter/range.js';
import { Query } from '../query/query.js';
import { loadStyle } from './load-style.js';
import { button, part, parts } from './parts.js';

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
  on(inspector, 'value-pick', ({ path, token, excluded }) => commands.pickValue(path, token, excluded));
  on(inspector, 'value-chart', path => panels.openChart(path));
}

/**
 * @param {import('../board/board.js').Board} board @param {import('./commands.js').Commands} commands
 * @param {import('./panels.js').Panels} panels @param {() => void} showKeys
 */
export function listenToButtons(board, commands, panels, showKeys) {
  const { list } = parts;
  const hold = button('#hold');
  const jump = button('#jump');
  const readOn = button('#read-on');
  for (const stays of [hold, jump, readOn]) stays.addEventListener('mousedown', event => event.preventDefault());      // the focus, in the list
  hold.onclick = () => commands.toggleHold();
  jump.onclick = () => commands.backToLive();
  readOn.onclick = () => list.readOn();
  button('.nothing-matches .clear').onclick = () => { board.filter = Filter.NONE; };
  button('.nothing-matches .begin').onclick = () => commands.filter({ query: new Query(`${board.filter.query.text.trim()}*`) });
  button('#show-rail').onclick = () => panels.showRail(!panels.isRailShown);
  button('#range').onclick = () => commands.filter({ range: Range.ALL });
  button('status-line .fold').onclick = () => commands.toggleFold();
  button('#help').onclick = showKeys;
  button('#to-history').onclick = () => list.dropPast();
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
  onFirst(viewsMenu, 'toggle', async () => {
    await Promise.all([import('../elements/views-menu.js'), loadStyle('menus.css')]);
    viewsMenu.watch(savedViews, () => queryFromFilter(board.filter));
  });
  onFirst(exportMenu, 'toggle', async () => {
    await Promise.all([import('../elements/export-menu.js'), loadStyle('menus.css')]);
    exportMenu.watch(board);
  });
  on(viewsMenu, 'view-choice', search => {
    board.filter = filterFromQuery(search).filter;
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

/** Also of what stands inside, and does not bubble. @param {EventTarget} target @param {string} type @param {() => void} act */
function onFirst(target, type, act) {
  target.addEventListener(type, act, { once: true, capture: true });
}
