// @ts-check
import { part } from './parts.js';

const IMPORT_FAILED = /imported module|importing a module/i;      // in the words of Chromium, Firefox and Safari
const SAID = 8_000;        // ms that it stays

/** What is loaded when it is wanted may not come. Then the page says so, whichever view is shown. */
export function tellLoadFailures() {
  const note = part('#load-failure');
  let timer = 0;
  addEventListener('unhandledrejection', event => {
    if (!IMPORT_FAILED.test(event.reason?.message ?? '')) return;
    event.preventDefault();
    /** @type {HTMLDialogElement | null} */ (document.querySelector('dialog[open]'))?.close();      // it would stay empty, above the note
    note.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => { note.hidden = true; }, SAID);
  });
}
