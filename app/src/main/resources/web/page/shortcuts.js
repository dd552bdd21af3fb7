// @ts-check
import { parts } from './parts.js';

/**
 * What can be done, in words, and the keys that do it: the keyboard, its help and the command palette are made of this.
 *
 * @typedef {{keys: string[], says: string, run: () => void, opensPalette?: boolean}} Shortcut  keys: as KeyboardEvent.key, `Mod+`
 *   with Ctrl or ⌘; says: '' where another one says it; opensPalette: not offered by it
 */

/**
 * @param {import('./commands.js').Commands} commands @param {import('./panels.js').Panels} panels
 * @param {import('./view-switch.js').ViewSwitch} views @param {(typed: string) => void} openPalette @param {() => void} toggleKpis
 * @returns {Shortcut[]}
 */
export function shortcutsFor(commands, panels, views, openPalette, toggleKpis) {
  const { list, filterBar } = parts;
  /** @type {Shortcut[]} */
  const shortcuts = [
    { keys: [' '], says: 'hold, resume at the newest', run: () => commands.toggleHold() },
    { keys: ['n'], says: 'read on: what came since the hold', run: () => list.navigation.readOn() },
    { keys: ['G', 'End'], says: 'back to live', run: () => commands.backToLive() },
    { keys: ['g', 'Home'], says: 'oldest', run: () => list.navigation.oldest() },
    { keys: ['PageUp'], says: '', run: () => list.navigation.page(-1) },
    { keys: ['PageDown'], says: '', run: () => list.navigation.page(1) },
    { keys: ['/'], says: 'filter', run: () => filterBar.focus() },
    { keys: ['j', 'ArrowDown'], says: 'newer message', run: () => commands.move(1) },
    { keys: ['k', 'ArrowUp'], says: 'older message', run: () => commands.move(-1) },
    { keys: ['e'], says: 'older error', run: () => commands.findError(-1) },
    { keys: ['E'], says: 'newer error', run: () => commands.findError(1) },
    { keys: ['w'], says: 'older warning or worse', run: () => commands.findWarning(-1) },
    { keys: ['W'], says: 'newer warning or worse', run: () => commands.findWarning(1) },
    { keys: ['Enter'], says: 'open the message', run: () => commands.openCurrent() },
    { keys: ['c'], says: 'copy it', run: () => commands.copyOpen() },
    { keys: ['C'], says: 'copy a command that publishes it again', run: () => commands.copyReplay() },
    { keys: [], says: 'copy a link to the message', run: () => commands.copyLink() },
    { keys: ['a'], says: '50 before and behind it', run: () => commands.showAround() },
    { keys: ['p'], says: 'pin it above the list, or unpin it', run: () => commands.togglePin() },
    { keys: ['d'], says: 'what changed since the one before of its kind', run: () => commands.showDiff() },
    { keys: ['m'], says: 'mark it', run: () => list.toggleMark() },
    { keys: ['u'], says: 'older mark', run: () => commands.findMark(-1) },
    { keys: ['U'], says: 'newer mark', run: () => commands.findMark(1) },
    { keys: ['i'], says: 'figures above the list', run: toggleKpis },
    { keys: ['t'], says: 'time: local, UTC, ago, between', run: () => list.nextTimeMode() },
    { keys: ['r'], says: 'fold repeats', run: () => commands.toggleFold() },
    { keys: [], says: 'clear the filter', run: () => commands.clearFilter() },
    { keys: [], says: 'save this as a view', run: () => panels.openMenu('views-menu') },
    { keys: [], says: 'export what is shown', run: () => panels.openMenu('export-menu') },
    { keys: ['b'], says: 'board', run: () => views.toggleBoard() },
    { keys: ['o'], says: 'columns: add or remove one', run: () => openPalette('column '), opensPalette: true },
    { keys: ['Mod+k'], says: 'everything, by name', run: () => openPalette(''), opensPalette: true },
    { keys: ['Escape'], says: 'close, back out', run: () => commands.backOut() },
    { keys: ['?'], says: 'these keys', run: () => panels.showKeys(shortcuts) },
  ];
  return shortcuts;
}
