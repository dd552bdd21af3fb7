// @ts-check
import { LiveCounts, totalOf } from '../history/live-counts.js';
import { clockTime } from '../list/clock-time.js';
import { Range } from '../filter/range.js';
import { LEVELS } from '../store/entry.js';
import { Brush } from './brush.js';

const WINDOW = 15 * 60_000;       // ms
const PAUSE = 250;                // ms of quiet after a new filter until it is counted: people type

/**
 * `<time-histogram>`: messages over the last quarter of an hour, stacked by level. Drag, or arrow keys and Enter: only that
 * stretch; click: go there. Fires `range-choice` (detail: Range), `time-pick` (detail: ms since 1970).
 */
export class TimeHistogram extends HTMLElement {
  #canvas = /** @type {HTMLCanvasElement} */ (this.querySelector('canvas'));
  #most = /** @type {HTMLElement} */ (this.querySelector('.most'));
  #board = /** @type {import('../board/board.js').Board} */ (/** @type {unknown} */ (undefined));
  #brush = new Brush(this);
  #timer = 0;
  #drawn = '';
  /** @type {LiveCounts | undefined} */
  #counts;
  /** The window is as it was when a range was chosen in it. */
  #until = 0;
  cursorAt = NaN;                 // ms, shared with charts

  /** @param {import('../board/board.js').Board} board */
  watch(board) {
    this.#board = board;
    board.addEventListener('filter-change', () => this.#recount());
    board.addEventListener('greeted', () => this.#recount());      // much may stand before what the stream begins with
    board.addEventListener('filled', () => this.#recount());
    board.addEventListener('arrived', event => {
      const { entry } = /** @type {CustomEvent} */ (event).detail;
      if (!entry.isGap) this.#counts?.count(entry);
      else if (entry.reason !== 'slow') this.#recount();
    });
    this.#brush.watch();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#drawn = '';
      this.draw();
    });
  }

  /** What is seen: the numbers of the buckets, and how wide they are. */
  get stretch() {
    const { range } = this.#board.filter;
    const chosen = range.until?.at ?? 0;
    if (range.isAll) this.#until = 0;
    else if (this.#until === 0) this.#until = chosen > 0 && chosen < Date.now() - WINDOW ? chosen + WINDOW / 4 : Date.now();
    const counts = this.#counts ??= this.#newCounts();
    return { ...counts.span(this.#until || Date.now()), width: counts.width };
  }

  draw() {
    const { first, last, width } = this.stretch;
    const counts = /** @type {LiveCounts} */ (this.#counts);
    const totals = Array.from({ length: last - first + 1 }, (_, i) => totalOf(counts.at(first + i)));
    const highest = Math.max(1, ...totals);
    const { range } = this.#board.filter;
    const state = [first, highest, totals.join(), this.clientWidth, this.#brush.state, this.cursorAt, range.since?.text, range.until?.text].join('|');
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.#most.textContent = totals.some(Boolean) ? `${highest.toLocaleString('en')} in ${width / 1000} s` : '';
    this.#say(first, width, totals.reduce((sum, total) => sum + total, 0));
    const colours = getComputedStyle(this);
    const context = this.#sized();
    const x = (/** @type {number} */ bucket) => ((bucket - first) / (last - first + 1)) * this.clientWidth;
    const { clientHeight: height } = this;
    for (let bucket = first; bucket <= last; bucket++) {
      let y = height;
      for (const level of LEVELS) {
        const count = counts.at(bucket)[level];
        if (!count) continue;
        const tall = Math.max(1.5, (count / highest) * (height - 8));
        context.fillStyle = colours.getPropertyValue(`--bar-${level}`);
        context.fillRect(x(bucket) + 0.5, y - tall, Math.max(1, x(bucket + 1) - x(bucket) - 1), tall);
        y -= tall;
      }
    }
    this.#shade(context, colours, x, width);
  }

  /** @param {number} bucket */
  describe(bucket) {
    const { width } = this.stretch;
    const counts = this.#counts?.at(bucket) ?? {};
    const errors = (counts.error ?? 0) + (counts.fatal ?? 0);
    return `${clockTime(bucket * width).slice(0, 8)}: ${totalOf(counts).toLocaleString('en')} messages${errors ? `, ${errors.toLocaleString('en')} errors` : ''}`;
  }

  /** @param {number} from bucket @param {number} to bucket, that one too */
  choose(from, to) {
    const { width } = this.stretch;
    this.dispatchEvent(new CustomEvent('range-choice', { bubbles: true, detail: Range.between(from * width, (to + 1) * width) }));
  }

  /** @param {number} bucket */
  pick(bucket) {
    this.dispatchEvent(new CustomEvent('time-pick', { bubbles: true, detail: bucket * this.stretch.width }));
  }

  #newCounts() {
    const { filter, newest } = this.#board;
    const counts = new LiveCounts(filter.with({ range: Range.ALL }), WINDOW);
    counts.load(newest, this.#until || Date.now());
    return counts;
  }

  #recount() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#counts?.forget();
      this.#counts = undefined;
      void this.stretch;                  // which has them counted anew
      this.#drawn = '';
    }, PAUSE);
  }

  #sized() {
    const scale = devicePixelRatio || 1;
    const [width, height] = [Math.round(this.clientWidth * scale), Math.round(this.clientHeight * scale)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    const context = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d'));
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.clientWidth, this.clientHeight);
    return context;
  }

  /**
   * What the range leaves out is dimmed; what is being brushed is framed.
   *
   * @param {CanvasRenderingContext2D} context @param {CSSStyleDeclaration} colours @param {(bucket: number) => number} x @param {number} width
   */
  #shade(context, colours, x, width) {
    const { range } = this.#board.filter;
    const [from, to] = [range.since?.at, range.until?.at].map(at => (at === undefined ? undefined : x(at / width)));
    context.fillStyle = colours.getPropertyValue('--left-out');
    if (from !== undefined) context.fillRect(0, 0, Math.max(0, from), this.clientHeight);
    if (to !== undefined) context.fillRect(to, 0, Math.max(0, this.clientWidth - to), this.clientHeight);
    const brushed = this.#brush.buckets;
    context.fillStyle = colours.getPropertyValue('--brush');
    if (brushed) context.fillRect(x(brushed.from), 0, x(brushed.to + 1) - x(brushed.from), this.clientHeight);
    if (!Number.isNaN(this.cursorAt)) context.fillRect(x(this.cursorAt / width), 0, 1.5, this.clientHeight);
  }

  /** @param {number} first @param {number} width @param {number} total */
  #say(first, width, total) {
    const text = `${total.toLocaleString('en')} since ${clockTime(first * width).slice(0, 5)}`;
    const label = /** @type {HTMLElement} */ (this.querySelector('.from'));
    if (label.textContent !== text) label.textContent = text;
  }
}

customElements.define('time-histogram', TimeHistogram);
