// @ts-check
import { BadQuery } from '../query/bad-query.js';
import { Query } from '../query/query.js';
import { LEVELS } from '../store/entry.js';
import { Choice } from './choice.js';
import { Filter } from './filter.js';
import { Range } from './range.js';

/** The filter in an address: `?q=timeout&source=nginx&level=warn&since=…&until=…`, as the hub writes it. */

/**
 * @param {string} search
 * @returns {{filter: Filter, q: string}} q: as it stands there, also when it cannot be read and the filter does without it
 */
export function filterFromQuery(search) {
  const params = new URLSearchParams(search);
  const q = params.get('q') ?? '';
  const sources = Choice.parse(params.getAll('source').join(','));
  const levels = levelsFrom(params.getAll('level').join(','));
  const range = Range.parse(params.get('since'), params.get('until'), Date.now());
  return { filter: new Filter(readable(q), sources, levels, range), q };
}

/** For people's address bar: `source=!a` is all but a. @param {Filter} filter */
export function queryFromFilter({ query, sources, levels, range }) {
  const parts = [];
  if (query.text.trim() !== '') parts.push(`q=${encodeURIComponent(query.text.trim())}`);
  if (!sources.isAll) parts.push(`source=${encodeURI(sources.toString())}`);
  if (!levels.isAll) parts.push(`level=${levelsTo(levels)}`);
  if (range.since) parts.push(`since=${encodeURI(range.since.text)}`);
  if (range.until) parts.push(`until=${encodeURI(range.until.text)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** For the hub's API, which knows no "all but". @param {Filter} filter @returns {URLSearchParams} */
export function apiQuery({ query, sources, levels, range }) {
  const params = new URLSearchParams();
  const q = [query.text.trim()];
  if (sources.isExcept) q.push(`-source:/^(${sources.names.map(name => name.replaceAll('.', '\\.')).join('|')})$/`);
  else if (!sources.isAll) params.set('source', sources.names.join(','));
  if (q.join('') !== '') params.set('q', q.join(' ').trim());
  if (!levels.isAll) params.set('level', levelsTo(levels));
  if (range.since) params.set('since', range.since.text);
  if (range.until) params.set('until', range.until.text);
  return params;
}

/** @param {string} q */
function readable(q) {
  try {
    return new Query(q);
  } catch (error) {
    if (error instanceof BadQuery) return Query.ALL;
    throw error;
  }
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
