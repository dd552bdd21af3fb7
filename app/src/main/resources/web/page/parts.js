// @ts-check

/** @param {string} selector @returns {HTMLElement} */
export function part(selector) {
  return /** @type {HTMLElement} */ (document.querySelector(selector));
}

/** @param {string} selector */
export const button = selector => /** @type {HTMLButtonElement} */ (part(selector));

/** The page's own elements, which are there from the first moment on. */
export const parts = {
  list: /** @type {import('../list/message-list.js').MessageList} */ (part('message-list')),
  scroller: part('.scroller'),
  histogram: /** @type {import('../elements/time-histogram.js').TimeHistogram} */ (part('time-histogram')),
  inspector: /** @type {import('../elements/message-inspector.js').MessageInspector} */ (part('message-inspector')),
  filterBar: /** @type {import('../elements/filter-bar.js').FilterBar} */ (part('filter-bar')),
  rail: /** @type {import('../elements/source-rail.js').SourceRail} */ (part('source-rail')),
  pill: /** @type {import('../elements/connection-pill.js').ConnectionPill} */ (part('connection-pill')),
  status: /** @type {import('../elements/status-line.js').StatusLine} */ (part('status-line')),
  newVersion: /** @type {import('../elements/new-version-note.js').NewVersionNote} */ (part('new-version-note')),
};
