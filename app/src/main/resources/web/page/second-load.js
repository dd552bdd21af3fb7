// @ts-check
import { KpiSetting } from './kpi-setting.js';
import { loadStyle } from './load-style.js';
import { hubUrl } from './hub-url.js';
import { button, part, parts } from './parts.js';
import { withColumns } from './view-search.js';

/**
 * What is loaded by itself, but behind the first row: the figures above the list, and the ticks beside it.
 *
 * @param {import('../board/board.js').Board} board @param {import('./view-switch.js').ViewSwitch} views
 * @returns {{toggleKpis: () => void}}
 */
export function loadBehindFirstRow(board, views) {
  const strip = /** @type {import('../kpi/kpi-strip.js').KpiStrip} */ (part('kpi-strip'));
  const setting = new KpiSetting(strip, button('status-line .kpis'), async () => {
    await Promise.all([import('../kpi/kpi-strip.js'), loadStyle('kpi.css')]);
    strip.watch(board);
  });
  strip.addEventListener('kpi-choice', event => {
    const { detail } = /** @type {CustomEvent} */ (event);
    views.goTo(hubUrl(`./${detail === 'sources' ? detail : withColumns(detail, board.columns)}`));
  });
  const begin = async () => {
    if (board.shown.count === 0) return;
    parts.list.removeEventListener('drawn', begin);
    setting.begin();
    const { ScrollGutter } = await import('../list/scroll-gutter.js');
    new ScrollGutter(/** @type {HTMLCanvasElement} */ (part('.gutter')), parts.list, board);
  };
  parts.list.addEventListener('drawn', begin);
  return { toggleKpis: () => setting.toggle() };
}
