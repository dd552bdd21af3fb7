// @ts-check
import './elements/connection-pill.js';
import './elements/filter-bar.js';
import './elements/new-version-note.js';
import './elements/source-rail.js';
import './elements/status-line.js';
import './elements/time-histogram.js';
import './list/message-list.js';
import { Alerts } from './alerts/alerts.js';
import { Board } from './board/board.js';
import { Feed } from './board/feed.js';
import { Columns } from './columns/columns.js';
import { filterFromQuery } from './filter/filter-url.js';
import { ScrollBack } from './history/scroll-back.js';
import { Address } from './page/address.js';
import { Commands } from './page/commands.js';
import { listenToButtons, listenToElements, listenToMenus, listenToValues } from './page/controls.js';
import { hubUrl } from './page/hub-url.js';
import { listenToKeys } from './page/keyboard.js';
import { ListNotes } from './page/list-notes.js';
import { tellLoadFailures } from './page/load-failure.js';
import { loadStyle } from './page/load-style.js';
import { Panels } from './page/panels.js';
import { part } from './page/parts.js';
import { Renderer } from './page/renderer.js';
import { SavedViews } from './page/saved-views.js';
import { loadBehindFirstRow } from './page/second-load.js';
import { shortcutsFor } from './page/shortcuts.js';
import { ViewSwitch } from './page/view-switch.js';
import { HubLink } from './stream/hub-link.js';

// hub ──▶ link ──▶ feed ──▶ board ──▶ renderer: one way. What a person does becomes a command to the board or the list.

const board = new Board(filterFromQuery(location.search).filter);
board.columns.set(Columns.from(location.search));
const feed = new Feed(board);
const link = new HubLink(hubUrl('api/stream'), note => feed.take(note));
const scrollBack = new ScrollBack(board);
const savedViews = new SavedViews();
const alerts = new Alerts(savedViews, board);
const notes = new ListNotes(board, scrollBack);
const panels = new Panels(board, notes);
const views = new ViewSwitch(board);
const address = new Address(board, views, panels);
const renderer = new Renderer(board, notes, address, alerts);
const commands = new Commands(board, panels, views, address);
const second = loadBehindFirstRow(board, views);
const shortcuts = shortcutsFor(commands, panels, views, openPalette, second.toggleKpis);

tellLoadFailures();
views.begin();
renderer.begin();
panels.watchColumns();
listenToElements(board, commands, panels, notes);
listenToButtons(board, commands, panels, () => panels.showKeys(shortcuts), openPalette);
listenToMenus(board, savedViews, panels);
listenToValues(board, commands, panels);
listenToKeys(shortcuts);
address.begin();
link.start();

addEventListener('online', () => link.wake());
document.addEventListener('visibilitychange', () => { if (!document.hidden) link.wake(); });

let openings = 0;

/** Open at once, so that no letter is lost while it is filled. @param {string} typed what is in it at first */
async function openPalette(typed) {
  const dialog = /** @type {HTMLDialogElement} */ (part('#palette-dialog'));
  if (document.querySelector('dialog[open]')) return;
  /** @type {HTMLInputElement} */ (dialog.querySelector('input')).value = typed;
  dialog.showModal();
  const opening = ++openings;
  const [{ fillPalette }] = await Promise.all([import('./palette/command-palette.js'), loadStyle('menus.css')]);
  if (dialog.open && opening === openings) fillPalette(dialog, { board, shortcuts, views, savedViews, commands });
}
