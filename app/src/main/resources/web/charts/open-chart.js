// @ts-check
import { part, parts } from '../page/parts.js';
import '../elements/number-chart.js';

/** @typedef {import('../elements/number-chart.js').NumberChart} NumberChart */

/**
 * Shows a field over time, under the histogram, with which it shares its cursor.
 *
 * @param {import('../board/board.js').Board} board @param {string} path
 * @throws {Error} when the library cannot be loaded
 */
export async function openChart(board, path) {
  const chart = /** @type {NumberChart | null} */ (document.querySelector('#stream number-chart')) ?? newChart(board);
  await chart.open(path);
}

/** @param {import('../board/board.js').Board} board */
function newChart(board) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById('chart'));
  parts.histogram.after(template.content.cloneNode(true));
  const chart = /** @type {NumberChart} */ (part('#stream number-chart'));
  chart.watch(board);
  chart.addEventListener('chart-cursor', event => {
    parts.histogram.cursorAt = /** @type {CustomEvent} */ (event).detail;
    parts.histogram.draw();
  });
  return chart;
}
