// @ts-check
import { LEVELS } from '../store/entry.js';
import { Choice } from './choice.js';
import { Filter } from './filter.js';

/** The filter as the hub writes it in a query: `?q=timeout&source=nginx&level=warn` (warn or worse). */

/** @param {string} query */
export function filterFromQuery(query) {
  const params = new URLSearchParams(query);
  const sources = Choice.parse(params.getAll('source').join(','));
  return new Filter(params.get('q') ?? '', sources, levelsFrom(params.getAll('level').join(',')));
}

/** @param {Filter} filter */
export function queryFromFilter(filter) {
  const parts = [];
  if (filter.q.trim() !== '') parts.push(`q=${encodeURIComponent(filter.q.trim())}`);
  if (!filter.sources.isAll) parts.push(`source=${encodeURI(filter.sources.toString())}`);
  if (!filter.levels.isAll) parts.push(`level=${levelsTo(filter.levels)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** @param {string} text */
function levelsFrom(text) {
  const named = text.toLowerCase().split(',').filter(name => LEVELS.includes(name));
  if (named.length === 1 && named[0] !== 'none') return Choice.only(...orWorse(named[0]));
  return named.length === 0 ? Choice.ALL : Choice.only(...named);
}

/** @param {Choice} levels */
function levelsTo(levels) {
  const shown = LEVELS.filter(level => levels.has(level));
  const least = shown[shown.length - 1];
  if (least !== 'none' && shown.length === orWorse(least).length) return least;
  return shown.length === 1 && least !== 'none' ? `${least},${least}` : shown.join(',');     // a lone name would mean "or worse"
}

/** @param {string} level */
const orWorse = level => LEVELS.slice(0, LEVELS.indexOf(level) + 1);
