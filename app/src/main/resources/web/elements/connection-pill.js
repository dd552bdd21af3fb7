// @ts-check
import { linkFace } from '../page/link-face.js';

/** `<connection-pill>`: whether what you see is live, in words and in colour. */
export class ConnectionPill extends HTMLElement {
  #say = /** @type {HTMLElement} */ (this.querySelector('.say'));
  #why = /** @type {HTMLElement} */ (this.querySelector('.why'));

  /** @param {import('../board/board.js').Board} board @param {{isLive: boolean, arrived: number}} list @param {number} now ms */
  draw(board, list, now) {
    const { tone, say, why } = linkFace(board, list, now);
    if (this.dataset.tone !== tone) this.dataset.tone = tone;
    if (this.#say.textContent !== say) this.#say.textContent = say;
    if (this.#why.textContent !== why) this.#why.textContent = why;
  }
}

customElements.define('connection-pill', ConnectionPill);
