// @ts-check
import { exported } from '../history/export.js';

/** `<export-menu>`: what is shown, as a file. */
export class ExportMenu extends HTMLElement {
  #told = /** @type {HTMLOutputElement} */ (this.querySelector('output'));

  /** @param {import('../board/board.js').Board} board */
  watch(board) {
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (this.querySelectorAll('button'))) {
      button.onclick = () => this.#export(board, /** @type {'ndjson' | 'csv'} */ (button.value));
    }
  }

  /** @param {import('../board/board.js').Board} board @param {'ndjson' | 'csv'} format */
  async #export(board, format) {
    this.#told.value = 'reading…';
    try {
      const file = await exported(board, format, count => { this.#told.value = `${count.toLocaleString('en')} messages`; });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `heliograph-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      this.#told.value = `not exported: ${/** @type {Error} */ (error).message}`;
    }
  }
}

customElements.define('export-menu', ExportMenu);
