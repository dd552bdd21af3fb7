// @ts-check

/**
 * Tells what a person did from what the page did. The page knows where it scrolled to itself; a list that is anywhere else
 * was scrolled by a person, be it with a wheel, a finger, the scrollbar or find-in-page. A wheel or a press is heard before
 * the list has moved, so that the next picture does not pull it back.
 *
 * @typedef {{back: () => void, atEnd: () => void, moved: () => void, picked: (node: Element) => void}} Hears
 */
export class ScrollIntent {
  #scroller;
  #geometry;
  #hears;
  #isLive;
  #listening = new AbortController();

  /** @param {HTMLElement} scroller @param {import('./geometry.js').Geometry} geometry @param {Hears} hears @param {() => boolean} isLive */
  constructor(scroller, geometry, hears, isLive) {
    this.#scroller = scroller;
    this.#geometry = geometry;
    this.#hears = hears;
    this.#isLive = isLive;
  }

  watch() {
    const options = { passive: true, signal: this.#listening.signal };
    this.#scroller.addEventListener('wheel', event => this.#wheel(event), options);
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), options);
    this.#scroller.addEventListener('pointerdown', event => this.#pressed(event), options);
    this.#scroller.addEventListener('click', event => this.#clicked(event), options);
  }

  ignore() {
    this.#listening.abort();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (event.ctrlKey || event.deltaY === 0 || this.#geometry.end === 0) return;
    if (event.deltaY < 0) this.#hears.back();
    else if (!this.#isLive() && this.#geometry.isAtEnd) this.#hears.atEnd();
  }

  #scrolled() {
    const { top, end } = this.#geometry;
    const now = this.#scroller.scrollTop;
    if (Math.abs(now - top) < 1) return;
    if (this.#isLive()) {
      if (now > end - 2) return;             // the window grew and the browser moved the end along
      this.#hears.back();
    }
    this.#geometry.lookAt(now);
    if (now > top && this.#geometry.isAtEnd) this.#hears.atEnd();
    this.#hears.moved();
  }

  /** @param {PointerEvent} event */
  #pressed(event) {
    if (event.button === 0 && rowAt(event)) this.#hears.back();     // or the row would run away from under the finger
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const row = rowAt(event);
    const isSelecting = getSelection()?.isCollapsed === false;      // to select text is not to open
    if (row && !isSelecting) this.#hears.picked(/** @type {Element} */ (event.target));
  }
}

/** @param {Event} event */
const rowAt = event => (event.target instanceof Element ? event.target.closest('.row') : null);
