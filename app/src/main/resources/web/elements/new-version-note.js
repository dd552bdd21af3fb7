// @ts-check

const SERVED = /\/ui\/([^/]+)\//.exec(new URL(import.meta.url).pathname)?.[1];

/** `<new-version-note>`: appears when the hub that answers is not the one this page came from. */
export class NewVersionNote extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLButtonElement} */ (this.querySelector('button')).onclick = () => location.reload();
  }

  /** @param {string | undefined} running */
  draw(running) {
    if (running && SERVED) this.hidden = running === decodeURIComponent(SERVED);
  }
}

customElements.define('new-version-note', NewVersionNote);
