// @ts-check
import { hubUrl } from '../page/hub-url.js';

/** What a screen on a wall needs: `?tv=1&rotate=30` goes from board to board, and the screen stays awake. */
export class WallScreen {
  #shownAt = Date.now();
  /** @type {any} */
  #wakeLock;

  /** A board is shown. */
  begin() {
    this.#shownAt = Date.now();
    this.#keepAwake();
  }

  /**
   * Puts the next board in the address when it is its turn.
   *
   * @param {string} name of the board that is shown @param {{name: string}[]} boards @param {number} now ms
   * @returns {string | undefined} the next board
   */
  next(name, boards, now) {
    const seconds = Number(new URLSearchParams(location.search).get('rotate'));
    if (!(seconds > 0) || boards.length < 2 || now - this.#shownAt < seconds * 1000) return undefined;
    const next = boards[(boards.findIndex(board => board.name === name) + 1) % boards.length].name;
    history.replaceState(null, '', hubUrl(`board/${encodeURIComponent(next)}${location.search}`));
    return next;
  }

  async #keepAwake() {
    if (!document.body.classList.contains('tv') || this.#wakeLock) return;
    try {
      this.#wakeLock = await /** @type {any} */ (navigator).wakeLock?.request('screen');
    } catch {
      // a battery that is low, or plain http: the screen sleeps when it likes
    }
  }
}
