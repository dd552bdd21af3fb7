// @ts-check

const IMPORT_FAILED = /imported module|importing a module/i;      // in the words of Chromium, Firefox and Safari

/**
 * What is loaded when it is wanted may not come. Then the page says so, wherever that was.
 *
 * @param {import('./list-notes.js').ListNotes} notes
 */
export function tellLoadFailures(notes) {
  addEventListener('unhandledrejection', event => {
    if (!IMPORT_FAILED.test(event.reason?.message ?? '')) return;
    event.preventDefault();
    notes.complain('A part of this page could not be loaded: reload it when the hub is there again');
  });
}
