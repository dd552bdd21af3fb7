// @ts-check
import { hubUrl } from '../page/hub-url.js';
import { isWell } from '../sources/source-facts.js';
import { CountTile } from '../tiles/count-tile.js';
import '../tiles/hub-tile.js';
import { TileModels } from '../tiles/tile-models.js';
import { DeliveryLag } from './delivery-lag.js';

const TURN = 1_000;          // ms between two drawings
const SOURCES_TURN = 5_000;  // ms between two looks at how the sources fare
const RETRY = 5_000;         // ms until the hub is asked again to count what came before
const MOST_TILES = 6;
const SLOW = 2_000;          // ms of lag that are a warning
const RATE = { id: 'rate', title: 'Messages', unit: '/s', show: 'rate', windowSeconds: 60 };
const ERRORS = { id: 'errors', title: 'Errors in 5 min', unit: '', show: 'count', level: 'error', windowSeconds: 300, error: 1 };
const PLAIN = { unit: '', status: 'none', delta: undefined, line: /** @type {number[]} */ ([]), age: NaN, isStale: false, search: undefined };

/** @typedef {import('../tiles/tile-face.js').Face} Face */

/**
 * `<kpi-strip>`: a few figures above the list, whatever the filter: how much comes, what is wrong, and the first tiles that
 * somebody put. Fires `kpi-choice` (detail: the query that shows what is behind one, or `sources`).
 */
export class KpiStrip extends HTMLElement {
  #board = /** @type {import('../board/board.js').Board} */ (/** @type {unknown} */ (undefined));
  #rate = /** @type {CountTile} */ (/** @type {unknown} */ (undefined));
  #errors = /** @type {CountTile} */ (/** @type {unknown} */ (undefined));
  #tiles = /** @type {TileModels} */ (/** @type {unknown} */ (undefined));
  #lag = new DeliveryLag();
  #sources = '';                     // as they were told last
  #sourcesAreWell = true;
  #askedAt = 0;                      // ms
  #timer = 0;
  #ended = new AbortController();
  #retry = 0;                        // the timer of the next try to have the hub count

  /** @param {import('../board/board.js').Board} board */
  watch(board) {
    const { signal } = this.#ended;
    this.#board = board;
    this.#rate = new CountTile(RATE, board);
    this.#errors = new CountTile(ERRORS, board);
    this.#tiles = new TileModels(board, tiles => tiles.filter(({ show }) => show === 'put').slice(0, MOST_TILES), () => false, signal);
    board.addEventListener('arrived', event => this.#take(/** @type {CustomEvent} */ (event).detail.entry), { signal });
    board.addEventListener('greeted', () => this.#load(), { signal });
    this.addEventListener('click', event => this.#clicked(event));
    this.#tiles.addEventListener('loaded', () => this.#draw());
    this.#tiles.load();
    this.#load();
    this.#timer = setInterval(() => this.#draw(), TURN);
    this.#draw();
  }

  disconnectedCallback() {
    this.#ended.abort();
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
  }

  async #load() {
    clearTimeout(this.#retry);
    try {
      await Promise.all([this.#rate.load(), this.#errors.load()]);
    } catch {
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#load(), RETRY);      // until then they count what comes
    }
  }

  /** @param {import('../store/entry.js').Entry} entry */
  #take(entry) {
    if (!('source' in entry)) return;
    this.#rate.take(entry);
    this.#errors.take(entry);
    if (this.#board.isNew(entry)) this.#lag.count(entry, Date.now());
  }

  #draw() {
    if (this.hidden || document.hidden || document.body.dataset.view !== 'stream') return;
    const now = Date.now();
    if (now - this.#askedAt > SOURCES_TURN) this.#askForSources(now);
    const faces = [this.#rateFace(now), this.#errors.face(now), this.#sourcesFace(), this.#lagFace(now),
      ...[...this.#tiles.models.values()].filter(model => !model.isRemoved).map(model => model.face(now))];
    const tone = document.body.dataset.link;
    const trouble = tone === 'lost' || tone === 'stale' ? 'no connection' : '';
    while (this.children.length > faces.length) this.lastElementChild?.remove();
    while (this.children.length < faces.length) this.append(document.createElement('hub-tile'));
    faces.forEach((face, i) => /** @type {import('../tiles/hub-tile.js').HubTile} */ (this.children[i]).draw(face, trouble));
  }

  /** What comes now, and the line of the last minute. @param {number} now ms @returns {Face} */
  #rateFace(now) {
    return { ...this.#rate.face(now), value: Math.round(this.#board.rate.perSecond(now) * 10) / 10, search: undefined };
  }

  /** @returns {Face} */
  #sourcesFace() {
    return { ...PLAIN, title: 'Sources well', value: this.#sources, status: this.#sourcesAreWell ? 'none' : 'warn', search: 'sources' };
  }

  /** @param {number} now ms @returns {Face} */
  #lagFace(now) {
    const worst = this.#lag.worst(now);
    return { ...PLAIN, title: 'Lag', value: worst, unit: 'ms', status: (worst ?? 0) > SLOW ? 'warn' : 'none', line: this.#lag.line };
  }

  /** @param {number} now ms */
  async #askForSources(now) {
    this.#askedAt = now;
    try {
      const { sources } = await (await fetch(hubUrl('api/sources'))).json();
      const well = sources.filter(isWell).length;
      this.#sources = `${well}/${sources.length}`;
      this.#sourcesAreWell = well === sources.length;
    } catch {
      // the pill says that there is no connection
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const link = /** @type {Element} */ (event.target).closest('a');
    if (!link?.hasAttribute('href') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent('kpi-choice', { bubbles: true, detail: link.dataset.search }));
  }
}

customElements.define('kpi-strip', KpiStrip);
