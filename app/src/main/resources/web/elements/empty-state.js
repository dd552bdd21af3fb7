// @ts-check
import { copyText } from '../page/copy-text.js';

/** `<empty-state>`: how to send the first message, with this hub's own address. */
export class EmptyState extends HTMLElement {
  #address = new URL('ingest/test', document.baseURI);
  #sent = /** @type {HTMLOutputElement} */ (this.querySelector('output'));

  connectedCallback() {
    const command = `curl -d 'hello from '"$(hostname)" ${this.#address}`;
    const copy = this.#button('.copy');
    /** @type {HTMLElement} */ (this.querySelector('code')).textContent = command;
    copy.onclick = () => copyText(command, copy);
    this.#button('.send').onclick = () => this.#send();
  }

  async #send() {
    this.#sent.value = 'sending…';
    try {
      const answer = await fetch(this.#address, {
        method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hello from a browser' });
      this.#sent.value = answer.ok ? 'sent' : await problem(answer);
    } catch {
      this.#sent.value = 'not sent: no connection to the hub';
    }
  }

  /** @param {string} selector */
  #button(selector) {
    return /** @type {HTMLButtonElement} */ (this.querySelector(selector));
  }
}

/** @param {Response} answer */
async function problem(answer) {
  const { title, detail } = await answer.json().catch(() => ({}));
  return `not sent: HTTP ${answer.status} ${detail ?? title ?? answer.statusText}`;
}

customElements.define('empty-state', EmptyState);
