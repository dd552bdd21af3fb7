// @ts-check
import { Icon } from './icon.js';
import { linkFace } from './link-face.js';
import { part, parts } from './parts.js';
import { Summary } from './summary.js';
import { Title } from './title.js';

const SLICE = 8;             // ms of filtering in one frame
const SLOW_TURN = 250;       // ms between two drawings of what counts and ticks

/**
 * Draws the board. The list at most once per animation frame and only when something changed; counts, clocks and the
 * address bar four times a second, because nobody reads faster.
 */
export class Renderer {
  #board;
  #notes;
  #address;
  #alerts;
  #asked = false;
  #heldAt = 0;               // place after the newest entry when the list was held
  #summary = new Summary(part('#summary'));
  #title = new Title();
  #icon = new Icon(/** @type {HTMLLinkElement} */ (part('#icon')));

  /**
   * @param {import('../board/board.js').Board} board @param {import('./list-notes.js').ListNotes} notes
   * @param {import('./address.js').Address} address @param {import('../alerts/alerts.js').Alerts} alerts
   */
  constructor(board, notes, address, alerts) {
    this.#board = board;
    this.#notes = notes;
    this.#address = address;
    this.#alerts = alerts;
    board.changed = () => this.#ask();
    board.addEventListener('arrived', event => {
      const { entry, shown } = /** @type {CustomEvent} */ (event).detail;
      this.#summary.count(entry, shown);
      this.#title.count(entry, shown);
    });
  }

  begin() {
    parts.list.watch(this.#board);
    parts.histogram.watch(this.#board);
    parts.list.addEventListener('follow-change', () => {
      this.#heldAt = this.#board.store.next;
      this.#drawSlow();
    });
    document.addEventListener('visibilitychange', () => this.#drawSlow());
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
    parts.list.draw();
    this.#notes.drawEach();
    if (shown.isScanning) this.#ask();
  }

  #drawSlow() {
    const now = Date.now();
    this.#drawForAbsent(now);
    if (document.hidden) return;
    const board = this.#board;
    parts.status.draw(board);
    parts.rail.draw(board);
    if (document.body.dataset.view === 'stream') parts.histogram.draw();
    parts.filterBar.show(board.filter.query.text);
    parts.newVersion.draw(board.hello?.version);
    this.#notes.drawSlow();
    this.#address.draw();
    parts.list.tick(now);
  }

  /** What is seen of a page in the background too, or heard. @param {number} now ms */
  #drawForAbsent(now) {
    const face = linkFace(this.#board, { isLive: parts.list.isLive, arrived: this.#board.store.next - this.#heldAt }, now);
    if (!document.hidden) this.#alerts.seen();
    this.#title.draw(this.#alerts.counted);
    this.#icon.draw(face.tone, this.#alerts.counted > 0);
    this.#summary.draw(this.#board.link, now);
    parts.pill.draw(face);
    document.body.dataset.link = face.tone;
  }
}
