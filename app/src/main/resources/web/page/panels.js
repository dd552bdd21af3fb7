// @ts-check
import { loadStyle } from './load-style.js';
import { button, part, parts } from './parts.js';

/** What opens beside or over the list. Each is loaded when it is first wanted. */
export class Panels {
  #board;
  #notes;
  #railButton = button('#show-rail');

  /** @param {import('../board/board.js').Board} board @param {import('./list-notes.js').ListNotes} notes */
  constructor(board, notes) {
    this.#board = board;
    this.#notes = notes;
  }

  focusList() {
    parts.scroller.focus({ preventScroll: true });
  }

  get isRailShown() {
    return document.body.classList.contains('rail-open');
  }

  /** On a phone, where it lies over the list. @param {boolean} shown */
  showRail(shown) {
    document.body.classList.toggle('rail-open', shown);
    this.#railButton.setAttribute('aria-expanded', String(shown));
  }

  /** @returns {boolean} whether one was open */
  closeMenus() {
    const open = document.querySelector('details.menu[open]');
    open?.removeAttribute('open');
    return open !== null;
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  async openMessage(entry) {
    await Promise.all([import('../elements/message-inspector.js'), loadStyle('inspector.css')]);
    parts.inspector.open(entry);
  }

  /** An open message gives way to the one that is picked now. */
  followCurrent() {
    if (!parts.inspector.hidden && parts.list.current) this.openMessage(parts.list.current);
  }

  /** @param {string} path of a numeric field */
  async openChart(path) {
    try {
      const { openChart } = await import('../charts/open-chart.js');
      await openChart(this.#board, path);
    } catch (error) {
      this.#notes.complain(/** @type {Error} */ (error).message);
    }
  }

  /** @param {readonly import('./shortcuts.js').Shortcut[]} shortcuts */
  async showKeys(shortcuts) {
    const [{ showKeys }] = await Promise.all([import('./key-help.js'), loadStyle('menus.css')]);
    showKeys(/** @type {HTMLDialogElement} */ (part('#keys')), shortcuts);
  }
}
