// @ts-check

/**
 * What a tile shows at a moment.
 *
 * @typedef {{
 *   title: string, value: unknown, unit: string, status: string, delta: number | undefined, line: number[],
 *   age: number, isStale: boolean, search: string | undefined}} Face  age: ms since it was told something; search: shows the messages
 *   behind it; undefined: there are none
 */

/** @param {number} value @param {{warn?: number, error?: number}} thresholds */
export function statusOf(value, { warn, error }) {
  if (error !== undefined && value >= error) return 'error';
  if (warn !== undefined && value >= warn) return 'warn';
  return warn === undefined && error === undefined ? 'none' : 'ok';
}

/** @param {unknown} value */
export function valueText(value) {
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
  return value === undefined || value === null ? '–' : String(value);
}
