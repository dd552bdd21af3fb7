// @ts-check
import { apiQuery } from '../filter/filter-url.js';
import { hubUrl } from '../page/hub-url.js';
import { problemOf } from './problem.js';

const PAGE = 10_000;                     // messages, the most the hub gives at once
const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv' };

/**
 * What the filter shows from the oldest to the newest message held, as a file. The hub writes it: quoting, and a guard against
 * formulas in spreadsheets, are its own.
 *
 * @param {import('../board/board.js').Board} board @param {'ndjson' | 'csv'} format
 * @param {(messages: number) => void} told how far it is
 * @returns {Promise<Blob>} @throws {Error} that says what went wrong
 */
export async function exported(board, format, told) {
  const { span, filter } = board;
  const parts = /** @type {string[]} */ ([]);
  if (!span) return new Blob(parts, { type: TYPES[format] });
  const params = apiQuery(filter);
  const offset = Number(span.oldest.slice(span.oldest.lastIndexOf('-') + 1)) - 1;
  if (!filter.range.since && offset > 0) params.set('since', `${span.oldest.slice(0, span.oldest.lastIndexOf('-'))}-${offset}`);
  if (!filter.range.until) params.set('until', span.newest);
  params.set('limit', String(PAGE));
  let messages = 0;
  for (let next = /** @type {URL | undefined} */ (hubUrl(`api/messages?${params}`)); next; ) {
    const answer = await fetch(next, { headers: { accept: TYPES[format] } });
    if (!answer.ok) throw new Error(await problemOf(answer));
    const text = await answer.text();
    parts.push(format === 'csv' && parts.length > 0 ? withoutHead(text) : text);
    messages += format === 'csv' ? records(text) - 1 : text.split('\n').length - 1;
    told(messages);
    const link = /<([^>]+)>; *rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    next = link ? new URL(link, answer.url) : undefined;
  }
  return new Blob(parts, { type: TYPES[format] });
}

/** @param {string} csv */
const withoutHead = csv => csv.slice(csv.indexOf('\n') + 1);

/** Lines outside quotes. @param {string} csv */
function records(csv) {
  return csv.replace(/"[^"]*"/g, '').split('\n').length - 1;
}
