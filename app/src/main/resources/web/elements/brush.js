// @ts-check

const CLICK = 4;       // px: a pointer that moved less meant a click

/** What a person marks in a histogram, with a pointer or with keys. */
export class Brush {
  #histogram;
  #from = 0;             // px
  #cursor = NaN;         // bucket, that keys have reached
  #anchor = NaN;         // bucket, where Shift began
  /** @type {{from: number, to: number} | undefined} */
  buckets;

  /** @param {import('./time-histogram.js').TimeHistogram} histogram */
  constructor(histogram) {
    this.#histogram = histogram;
  }

  watch() {
    const histogram = this.#histogram;
    histogram.addEventListener('pointerdown', event => this.#begin(event));
    histogram.addEventListener('pointermove', event => this.#move(event));
    histogram.addEventListener('pointerup', event => this.#end(event));
    histogram.addEventListener('pointercancel', () => this.#clear());
    histogram.addEventListener('keydown', event => this.#key(event));
    histogram.addEventListener('blur', () => this.#clear());
  }

  get state() {
    return this.buckets ? `${this.buckets.from}-${this.buckets.to}` : '';
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (event.button !== 0) return;
    this.#histogram.setPointerCapture(event.pointerId);
    this.#from = event.offsetX;
    this.#mark(event.offsetX);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    this.#histogram.title = this.#histogram.describe(this.#bucketAt(event.offsetX));
    if (this.#histogram.hasPointerCapture(event.pointerId)) this.#mark(event.offsetX);
  }

  /** @param {PointerEvent} event */
  #end(event) {
    const marked = this.buckets;
    this.#clear();
    if (!marked) return;
    if (Math.abs(event.offsetX - this.#from) < CLICK) this.#histogram.pick(marked.from);
    else this.#histogram.choose(marked.from, marked.to);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.#step(step, event.shiftKey);
    else if (event.key === 'Enter' && this.buckets) this.#histogram.choose(this.buckets.from, this.buckets.to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} step @param {boolean} extends_ */
  #step(step, extends_) {
    const { first, last } = this.#histogram.stretch;
    const cursor = Number.isNaN(this.#cursor) ? last + 1 : this.#cursor;
    this.#cursor = Math.min(last, Math.max(first, cursor + step));
    if (!extends_ || Number.isNaN(this.#anchor)) this.#anchor = extends_ ? cursor : this.#cursor;
    this.buckets = { from: Math.min(this.#anchor, this.#cursor), to: Math.max(this.#anchor, this.#cursor) };
    this.#histogram.setAttribute('aria-valuenow', String(this.#cursor - first));
    this.#histogram.setAttribute('aria-valuetext', this.#histogram.describe(this.#cursor));
    this.#histogram.draw();
  }

  /** @param {number} x px */
  #mark(x) {
    const [one, other] = [this.#bucketAt(this.#from), this.#bucketAt(x)];
    this.buckets = { from: Math.min(one, other), to: Math.max(one, other) };
    this.#histogram.draw();
  }

  #clear() {
    this.buckets = undefined;
    this.#cursor = this.#anchor = NaN;
    this.#histogram.draw();
  }

  /** @param {number} x px */
  #bucketAt(x) {
    const { first, last } = this.#histogram.stretch;
    return Math.min(last, Math.max(first, first + Math.floor((x / this.#histogram.clientWidth) * (last - first + 1))));
  }
}
