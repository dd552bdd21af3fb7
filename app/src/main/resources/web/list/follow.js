// @ts-check

/**
 * LIVE ──(a person scrolls up, picks a row, presses Space)──▶ HELD ──(Space, G, End, the jump button, scrolled to the end)──▶ LIVE
 *
 * Only people change the state; what the page scrolls by itself never does. While held, `from` is where the list stood.
 */
export class Follow {
  #changed;
  isLive = true;
  from = 0;        // the place of the first entry that came after the hold, or that has not been looked at since

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {number} next place of the next entry to come */
  hold(next) {
    if (!this.isLive) return;
    this.isLive = false;
    this.from = next;
    this.#changed();
  }

  release() {
    if (this.isLive) return;
    this.isLive = true;
    this.#changed();
  }

  /** While held, a person has read up to here. @param {number} place */
  seen(place) {
    if (!this.isLive && place >= this.from) this.from = place + 1;
  }
}
