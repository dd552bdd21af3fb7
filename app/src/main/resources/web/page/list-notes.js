// @ts-check
import { rangeText } from '../filter/range-text.js';
import { loadStyle } from './load-style.js';
import { part, parts } from './parts.js';

const SAID = 8_000;        // ms that a complaint stays

/** What stands around the list: how much came since the hold, how the past is read, why nothing is shown. */
export class ListNotes {
  #board;
  #scrollBack;
  #jumps = part('.jumps');
  #jump = part('#jump');
  #readOn = part('#read-on');
  #hold = part('#hold .label');
  #older = part('.older');
  #empty = part('empty-state');
  #nothing = part('.nothing-matches');
  #range = part('#range');
  #complaint = { text: '', until: 0 };

  /** @param {import('../board/board.js').Board} board @param {import('../history/scroll-back.js').ScrollBack} scrollBack */
  constructor(board, scrollBack) {
    this.#board = board;
    this.#scrollBack = scrollBack;
  }

  /** With each frame of the list. */
  drawEach() {
    this.#drawJump();
    this.#drawOlder();
  }

  drawSlow() {
    this.#drawOlder();
    this.#drawEmpty();
    this.#drawNothingMatches();
    this.#drawRange();
  }

  /** Says what did not work, where one looks. @param {string} why */
  complain(why) {
    this.#complaint = { text: why, until: Date.now() + SAID };
    this.#drawOlder();
  }

  #drawJump() {
    const { isLive, unseen, errors } = parts.list;
    if (this.#jumps.hidden !== isLive) this.#jumps.hidden = isLive;
    this.#readOn.hidden = unseen === 0;
    const bad = errors === 0 ? '' : ` · ${errors.toLocaleString('en')} error${errors === 1 ? '' : 's'}`;
    say(this.#jump, unseen === 0 ? '▼ Latest' : `▼ ${unseen.toLocaleString('en')} new${bad}`);
    say(this.#hold, isLive ? 'Hold' : 'Resume');      // always what the next press does
  }

  #drawOlder() {
    if (parts.list.wantsOlder && this.#scrollBack.hasMore) this.#scrollBack.readOn();
    const text = this.#olderText();
    this.#older.hidden = text === '';
    say(this.#older, text);
  }

  #olderText() {
    if (Date.now() < this.#complaint.until) return this.#complaint.text;
    const { past } = this.#scrollBack;
    switch (past.kind) {
      case 'loading': return 'Reading older messages…';
      case 'failed': return `Older messages could not be read: ${past.why}`;
      case 'full': return 'This page holds no more; choose a time in the histogram to go on';
      case 'more': case 'begin': return '';
    }
  }

  async #drawEmpty() {
    if (this.#board.isKnownEmpty && this.#empty.hidden) await Promise.all([import('../elements/empty-state.js'), loadStyle('empty.css')]);
    this.#empty.hidden = !this.#board.isKnownEmpty;
  }

  #drawNothingMatches() {
    const { census, shown, messagesShown, filter } = this.#board;
    const busy = shown.isScanning || this.#scrollBack.past.kind === 'loading' || this.#scrollBack.hasMore;
    const nothing = !filter.isNone && messagesShown === 0 && !busy && census.gaps === 0;
    this.#nothing.hidden = !nothing;
    if (!nothing) return;
    part('.nothing-matches p').textContent = 'Nothing matches, here or in the journal.';
    const word = /^[\p{L}\p{Nd}]+$/u.test(filter.query.text.trim()) ? filter.query.text.trim() : '';
    const begin = part('.nothing-matches .begin');
    begin.hidden = word === '';
    begin.textContent = `Words that begin with ${word}`;
  }

  #drawRange() {
    const text = rangeText(this.#board.filter.range);
    this.#range.hidden = text === '';
    part('#range .text').textContent = text;
    this.#range.setAttribute('aria-label', `Only ${text}: show all`);
  }
}

/** @param {HTMLElement} element @param {string} text */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
