// @ts-check

/** `<connection-pill>`: whether what you see is live, in words and in colour. */
export class ConnectionPill extends HTMLElement {
  #say = /** @type {HTMLElement} */ (this.querySelector('.say'));
  #why = /** @type {HTMLElement} */ (this.querySelector('.why'));

  /** @param {import('../page/link-face.js').Face} face */
  draw({ tone, say, why }) {
    if (this.dataset.tone !== tone) this.dataset.tone = tone;
    if (this.#say.textContent !== say) this.#say.textContent = say;
    if (this.#why.textContent !== why) this.#why.textContent = why;
  }
}

customElements.define('connection-pill', ConnectionPill);
