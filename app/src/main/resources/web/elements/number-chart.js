// @ts-check
import { loadUplot } from '../charts/load-uplot.js';
import { NumberSeries } from '../charts/number-series.js';

const PAUSE = 1_000;       // ms between two drawings
const HEIGHT = 140;        // px

/**
 * `<number-chart>`: a numeric field of the messages shown, over time, live. Fires `chart-cursor` (detail: ms since 1970, or NaN).
 */
export class NumberChart extends HTMLElement {
  #board = /** @type {import('../board/board.js').Board} */ (/** @type {unknown} */ (undefined));
  /** @type {NumberSeries | undefined} */
  #series;
  /** @type {any} */
  #plot;
  #changed = false;
  #timer = 0;
  #resized = new ResizeObserver(() => this.#plot?.setSize({ width: this.#room.clientWidth, height: HEIGHT }));
  #room = /** @type {HTMLElement} */ (this.querySelector('.room'));

  /** @param {import('../board/board.js').Board} board */
  watch(board) {
    this.#board = board;
    board.addEventListener('arrived', event => {
      const { entry, shown } = /** @type {CustomEvent} */ (event).detail;
      if (shown && this.#series?.add(entry)) this.#changed = true;
    });
    board.addEventListener('filter-change', () => this.#reread());
    /** @type {HTMLButtonElement} */ (this.querySelector('.close')).onclick = () => this.close();
  }

  /** @param {string} path @throws {Error} when the library cannot be loaded */
  async open(path) {
    const uPlot = await loadUplot();
    this.close();
    this.hidden = false;
    /** @type {HTMLElement} */ (this.querySelector('h2')).textContent = path;
    this.#series = new NumberSeries(path);
    this.#series.readHeld(this.#board);
    this.#plot = new uPlot(this.#options(path), [this.#series.times, this.#series.values], this.#room);
    this.#describe(path);
    this.#resized.observe(this.#room);
    this.#timer = setInterval(() => this.#draw(path), PAUSE);
  }

  close() {
    clearInterval(this.#timer);
    this.#resized.disconnect();
    this.#plot?.destroy();
    this.#plot = this.#series = undefined;
    this.hidden = true;
  }

  #reread() {
    if (!this.#series) return;
    setTimeout(() => {                       // when the new filter has been through what is held
      this.#series?.readHeld(this.#board);
      this.#changed = true;
    }, PAUSE / 2);
  }

  /** @param {string} path */
  #draw(path) {
    if (!this.#changed || document.hidden || !this.#series) return;
    this.#changed = false;
    this.#plot.setData([this.#series.times, this.#series.values]);
    this.#describe(path);
  }

  /** For those who do not see the line. @param {string} path */
  #describe(path) {
    const { values = [] } = this.#series ?? {};
    const latest = values[values.length - 1];
    this.#room.setAttribute('aria-label', values.length === 0 ? `${path}: no numbers among the messages shown`
      : `${path}: ${values.length.toLocaleString('en')} values, latest ${latest}, from ${values.reduce((a, b) => Math.min(a, b))} to ${values.reduce((a, b) => Math.max(a, b))}`);
  }

  /** @param {string} path */
  #options(path) {
    const style = getComputedStyle(this);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const axis = { stroke: colour('--secondary'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 }, font: '11px system-ui' };
    return {
      width: this.#room.clientWidth, height: HEIGHT, legend: { show: false },
      series: [{}, { label: path, stroke: colour('--accent'), width: 1.5, points: { show: (/** @type {any} */ plot) => plot.data[0].length < 100, size: 5 } }],
      axes: [{ ...axis, size: 28 }, { ...axis, size: 56 }],
      hooks: { setCursor: [(/** @type {any} */ plot) => this.#tellCursor(plot)] },
    };
  }

  /** @param {any} plot */
  #tellCursor(plot) {
    const { idx, left } = plot.cursor;
    const at = left >= 0 ? plot.posToVal(left, 'x') * 1000 : NaN;
    const value = /** @type {HTMLElement} */ (this.querySelector('.value'));
    value.textContent = idx === null || idx === undefined ? '' : String(plot.data[1][idx]);
    this.dispatchEvent(new CustomEvent('chart-cursor', { bubbles: true, detail: at }));
  }
}

customElements.define('number-chart', NumberChart);
