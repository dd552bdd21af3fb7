// @ts-check
import { MOST } from '../columns/columns.js';
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

  /** @param {'views-menu' | 'export-menu'} name */
  openMenu(name) {
    const summary = part(`${name} summary`);
    summary.focus();
    if (!part(`${name} details`).hasAttribute('open')) summary.click();
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

  /** Their names above the columns, from the first one on. */
  watchColumns() {
    const { columns } = this.#board;
    let isShown = false;
    const show = async () => {
      if (isShown || columns.paths.length === 0) return;
      isShown = true;
      try {
        await load();
      } catch (error) {
        isShown = false;                  // the next change of the columns tries again
        throw error;
      }
    };
    const load = async () => {
      const [{ showColumnHeads }] = await Promise.all([import('../columns/column-heads.js'), loadStyle('columns.css')]);
      showColumnHeads(part('.column-heads'), columns);
    };
    columns.addEventListener('change', show);
    columns.addEventListener('full', () => this.#notes.complain(`No more than ${MOST} columns fit side by side: remove one first`));
    show();
  }

  /** Keeps a message in sight, or no longer. @param {import('../store/entry.js').MessageEntry} entry */
  async togglePin(entry) {
    await Promise.all([import('../pins/pinned-messages.js'), loadStyle('pins.css')]);
    /** @type {import('../pins/pinned-messages.js').PinnedMessages} */ (part('pinned-messages')).toggle(entry);
  }

  /** What is different in a message from the one before it of its kind; or the message again. @param {import('../store/entry.js').MessageEntry} entry */
  async openDiff(entry) {
    if (parts.inspector.entry?.id === entry.id && parts.inspector.showsInstead) return this.openMessage(entry);
    const [{ previousAlike }, { diffNodes }] = await Promise.all([import('../inspector/previous-alike.js'), import('../inspector/diff-nodes.js')]);
    if (parts.inspector.entry?.id !== entry.id) await this.openMessage(entry);
    const before = previousAlike(this.#board.store, entry);
    parts.inspector.showInstead(before ? diffNodes(before, entry) : ['No earlier message of its kind is held here, near it. Scroll back to read more.']);
  }

  /** @param {readonly import('./shortcuts.js').Shortcut[]} shortcuts */
  async showKeys(shortcuts) {
    const [{ showKeys }] = await Promise.all([import('./key-help.js'), loadStyle('menus.css')]);
    showKeys(/** @type {HTMLDialogElement} */ (part('#keys')), shortcuts);
  }
}
