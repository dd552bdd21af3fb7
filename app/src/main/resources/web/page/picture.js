// @ts-check
import { queryFromFilter } from '../filter/filter-url.js';
import { Summary } from './summary.js';
import { Title } from './title.js';

const SLICE = 5;             // ms of filtering in one frame
const SLOW_TURN = 250;       // ms between two drawings of what counts and ticks

/**
 * Draws the board. The list at most once per animation frame and only when something changed; counts, clocks and the
 * address bar four times a second, because nobody reads faster.
 */
export class Picture {
  #board;
  #asked = false;
  #heldAt = 0;               // place after the newest entry when the list was held
  #summary = new Summary(part('#summary'));
  #title = new Title();
  #url = location.search;
  list = /** @type {import('../list/message-list.js').MessageList} */ (part('message-list'));
  inspector = /** @type {import('../elements/message-inspector.js').MessageInspector} */ (part('message-inspector'));
  filterBar = /** @type {import('../elements/filter-bar.js').FilterBar} */ (part('filter-bar'));
  rail = /** @type {import('../elements/source-rail.js').SourceRail} */ (part('source-rail'));
  scroller = part('.scroller');
  holdButton = part('#hold');
  jumpButton = part('#jump');
  railButton = part('#show-rail');
  clearButton = part('.nothing-matches button');
  #pill = /** @type {import('../elements/connection-pill.js').ConnectionPill} */ (part('connection-pill'));
  #status = /** @type {import('../elements/status-line.js').StatusLine} */ (part('status-line'));
  #version = /** @type {import('../elements/new-version-note.js').NewVersionNote} */ (part('new-version-note'));
  #empty = part('empty-state');
  #nothingMatches = part('.nothing-matches');

  /** @param {import('../board/board.js').Board} board */
  constructor(board) {
    this.#board = board;
    board.changed = () => this.#ask();
    board.arrived = (entry, shown) => {
      this.#summary.count(entry, shown);
      this.#title.count(shown);
    };
  }

  begin() {
    this.list.watch(this.#board);
    this.list.addEventListener('follow-change', () => {
      this.#heldAt = this.#board.store.next;
      this.#drawSlow();
    });
    for (const button of [this.holdButton, this.jumpButton]) {
      button.addEventListener('mousedown', event => event.preventDefault());      // the focus stays in the list
    }
    document.addEventListener('visibilitychange', () => this.#title.draw());
    setInterval(() => this.#drawSlow(), SLOW_TURN);
    this.#drawSlow();
    this.#ask();
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
    if (shown.isScanning) this.#ask();
  }

  #drawSlow() {
    const now = Date.now();
    const board = this.#board;
    this.#title.draw();
    this.#summary.draw(board.link, now);
    this.#pill.draw(board, { isLive: this.list.isLive, arrived: board.store.next - this.#heldAt }, now);
    if (document.hidden) return;
    this.#status.draw(board);
    this.rail.draw(board);
    this.filterBar.show(board.filter.q);
    this.#version.draw(board.hello?.version);
    this.#empty.hidden = !board.isKnownEmpty;
    this.#drawNothingMatches();
    this.#drawUrl();
  }

  #drawJump() {
    const { isLive, unseen } = this.list;
    if (this.jumpButton.hidden !== isLive) this.jumpButton.hidden = isLive;
    const jump = unseen === 0 ? '▼ Latest' : `▼ ${unseen.toLocaleString('en')} new`;
    if (this.jumpButton.textContent !== jump) this.jumpButton.textContent = jump;
    const label = part('#hold .label');
    const hold = isLive ? 'Hold' : 'Resume';      // always what the next press does
    if (label.textContent !== hold) label.textContent = hold;
  }

  #drawNothingMatches() {
    const { census, shown, messagesShown } = this.#board;
    const nothing = census.messages > 0 && messagesShown === 0 && !shown.isScanning;
    this.#nothingMatches.hidden = !nothing;
    if (nothing) part('.nothing-matches span').textContent = `The filter hides all ${census.messages.toLocaleString('en')} messages held.`;
  }

  #drawUrl() {
    const query = queryFromFilter(this.#board.filter);
    if (query === this.#url) return;
    this.#url = query;
    history.replaceState(null, '', query || location.pathname);
  }
}

/** @param {string} selector @returns {HTMLElement} */
function part(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}
