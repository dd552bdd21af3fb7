// @ts-check
import { queryFromFilter } from '../filter/filter-url.js';
import { rangeText } from '../filter/range-text.js';
import { Icon } from './icon.js';
import { linkFace } from './link-face.js';
import { loadStyle } from './load-style.js';
import { Summary } from './summary.js';
import { Title } from './title.js';

const SLICE = 8;             // ms of filtering in one frame
const SLOW_TURN = 250;       // ms between two drawings of what counts and ticks

/**
 * Draws the board. The list at most once per animation frame and only when something changed; counts, clocks and the
 * address bar four times a second, because nobody reads faster.
 */
export class Picture {
  #board;
  #scrollBack;
  #alerts;
  #asked = false;
  #heldAt = 0;               // place after the newest entry when the list was held
  #summary = new Summary(part('#summary'));
  #title = new Title();
  #icon = new Icon(/** @type {HTMLLinkElement} */ (part('#icon')));
  #url = location.search;
  list = /** @type {import('../list/message-list.js').MessageList} */ (part('message-list'));
  histogram = /** @type {import('../elements/time-histogram.js').TimeHistogram} */ (part('time-histogram'));
  inspector = /** @type {import('../elements/message-inspector.js').MessageInspector} */ (part('message-inspector'));
  filterBar = /** @type {import('../elements/filter-bar.js').FilterBar} */ (part('filter-bar'));
  rail = /** @type {import('../elements/source-rail.js').SourceRail} */ (part('source-rail'));
  viewsMenu = /** @type {import('../elements/views-menu.js').ViewsMenu} */ (part('views-menu'));
  exportMenu = /** @type {import('../elements/export-menu.js').ExportMenu} */ (part('export-menu'));
  holdButton = part('#hold');
  jumpButton = part('#jump');
  readOnButton = part('#read-on');
  railButton = part('#show-rail');
  rangeButton = part('#range');
  clearButton = part('.nothing-matches .clear');
  beginButton = part('.nothing-matches .begin');
  foldButton = part('status-line .fold');
  helpButton = part('#help');
  historyButton = part('#to-history');
  #scroller = part('.scroller');
  #pill = /** @type {import('../elements/connection-pill.js').ConnectionPill} */ (part('connection-pill'));
  #status = /** @type {import('../elements/status-line.js').StatusLine} */ (part('status-line'));
  #version = /** @type {import('../elements/new-version-note.js').NewVersionNote} */ (part('new-version-note'));
  #keys = /** @type {HTMLDialogElement} */ (part('#keys'));
  #empty = part('empty-state');
  #nothingMatches = part('.nothing-matches');
  #older = part('.older');
  #jumps = part('.jumps');

  /**
   * @param {import('../board/board.js').Board} board @param {import('../history/scroll-back.js').ScrollBack} scrollBack
   * @param {import('../alerts/alerts.js').Alerts} alerts
   */
  constructor(board, scrollBack, alerts) {
    this.#board = board;
    this.#scrollBack = scrollBack;
    this.#alerts = alerts;
    board.changed = () => this.#ask();
    board.addEventListener('arrived', event => {
      const { entry, shown } = /** @type {CustomEvent} */ (event).detail;
      this.#summary.count(entry, shown);
      this.#title.count(entry, shown);
    });
  }

  begin() {
    this.list.watch(this.#board);
    this.histogram.watch(this.#board);
    this.list.addEventListener('follow-change', () => {
      this.#heldAt = this.#board.store.next;
      this.#drawSlow();
    });
    for (const button of [this.holdButton, this.jumpButton, this.readOnButton]) {
      button.addEventListener('mousedown', event => event.preventDefault());      // the focus stays in the list
    }
    document.addEventListener('visibilitychange', () => this.#drawSlow());
    setInterval(() => this.#drawSlow(), SLOW_TURN);
    this.#drawSlow();
    this.#ask();
  }

  focusList() {
    this.#scroller.focus({ preventScroll: true });
  }

  get isRailShown() {
    return document.body.classList.contains('rail-open');
  }

  /** On a phone, where it lies over the list. @param {boolean} shown */
  showRail(shown) {
    document.body.classList.toggle('rail-open', shown);
    this.railButton.setAttribute('aria-expanded', String(shown));
  }

  async showKeys() {
    await loadStyle('menus.css');
    this.#keys.showModal();
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
    this.inspector.open(entry);
  }

  /** @param {string} path of a numeric field */
  async openChart(path) {
    try {
      await import('../elements/number-chart.js');
      let chart = /** @type {import('../elements/number-chart.js').NumberChart | null} */ (document.querySelector('#stream number-chart'));
      if (!chart) {
        const template = /** @type {HTMLTemplateElement} */ (document.getElementById('chart'));
        this.histogram.after(template.content.cloneNode(true));
        chart = /** @type {import('../elements/number-chart.js').NumberChart} */ (part('#stream number-chart'));
        chart.watch(this.#board);
        chart.addEventListener('chart-cursor', event => {
          this.histogram.cursorAt = /** @type {CustomEvent} */ (event).detail;
          this.histogram.draw();
        });
      }
      await chart.open(path);
    } catch (error) {
      this.complain(/** @type {Error} */ (error).message);
    }
  }

  /** Says what did not work, where one looks. @param {string} why */
  complain(why) {
    this.#older.textContent = why;
    this.#older.hidden = false;
  }

  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#asked = false;
    const { shown } = this.#board;
    shown.evict();
    shown.scan(performance.now() + SLICE);
    this.list.draw();
    this.#drawJump();
    this.#drawOlder();
    if (shown.isScanning) this.#ask();
  }

  #drawSlow() {
    const now = Date.now();
    const board = this.#board;
    const face = linkFace(board, { isLive: this.list.isLive, arrived: board.store.next - this.#heldAt }, now);
    if (!document.hidden) this.#alerts.seen();
    this.#title.draw(this.#alerts.counted);
    this.#icon.draw(face.tone, this.#alerts.counted > 0);
    this.#summary.draw(board.link, now);
    this.#pill.draw(face);
    document.body.dataset.link = face.tone;
    if (document.hidden) return;
    this.#status.draw(board);
    this.rail.draw(board);
    if (document.body.dataset.view === 'stream') this.histogram.draw();
    this.filterBar.show(board.filter.query.text);
    this.#version.draw(board.hello?.version);
    this.#drawEmpty();
    this.#drawNothingMatches();
    this.#drawRange();
    this.#drawUrl();
    this.list.tick(now);
  }

  #drawJump() {
    const { isLive, unseen } = this.list;
    if (this.#jumps.hidden !== isLive) this.#jumps.hidden = isLive;
    this.readOnButton.hidden = unseen === 0;
    const { errors } = this.list;
    const bad = errors === 0 ? '' : ` · ${errors.toLocaleString('en')} error${errors === 1 ? '' : 's'}`;
    const jump = unseen === 0 ? '▼ Latest' : `▼ ${unseen.toLocaleString('en')} new${bad}`;
    if (this.jumpButton.textContent !== jump) this.jumpButton.textContent = jump;
    const label = part('#hold .label');
    const hold = isLive ? 'Hold' : 'Resume';      // always what the next press does
    if (label.textContent !== hold) label.textContent = hold;
  }

  #drawOlder() {
    if (this.list.wantsOlder && this.#scrollBack.hasMore) this.#scrollBack.readOn();
    const { past } = this.#scrollBack;
    const text = past.kind === 'loading' ? 'Reading older messages…' : past.kind === 'failed' ? `Older messages could not be read: ${past.why}`
      : past.kind === 'full' ? 'This page holds no more; choose a time in the histogram to go on' : '';
    this.#older.hidden = text === '';
    if (this.#older.textContent !== text) this.#older.textContent = text;
  }

  async #drawEmpty() {
    if (this.#board.isKnownEmpty && this.#empty.hidden) await Promise.all([import('../elements/empty-state.js'), loadStyle('empty.css')]);
    this.#empty.hidden = !this.#board.isKnownEmpty;
  }

  #drawNothingMatches() {
    const { census, shown, messagesShown, filter } = this.#board;
    const busy = shown.isScanning || this.#scrollBack.past.kind === 'loading' || this.#scrollBack.hasMore;
    const nothing = !filter.isNone && messagesShown === 0 && !busy && census.gaps === 0;
    this.#nothingMatches.hidden = !nothing;
    if (!nothing) return;
    part('.nothing-matches p').textContent = 'Nothing matches, here or in the journal.';
    const word = /^[\p{L}\p{Nd}]+$/u.test(filter.query.text.trim()) ? filter.query.text.trim() : '';
    this.beginButton.hidden = word === '';
    this.beginButton.textContent = `Words that begin with ${word}`;
  }

  #drawRange() {
    const text = rangeText(this.#board.filter.range);
    this.rangeButton.hidden = text === '';
    part('#range .text').textContent = text;
    this.rangeButton.setAttribute('aria-label', `Only ${text}: show all`);
  }

  #drawUrl() {
    const query = queryFromFilter(this.#board.filter);
    if (query === this.#url || document.body.dataset.view !== 'stream') return;
    this.#url = query;
    history.replaceState(null, '', query || location.pathname);
  }
}

/** @param {string} selector @returns {HTMLElement} */
function part(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}
