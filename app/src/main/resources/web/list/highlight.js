// @ts-check
import { NOWHERE } from './row.js';

const NAME = 'match';              // styles/list.css: ::highlight(match)
const MOST_IN_A_ROW = 20;
const WORD = '[\\p{L}\\p{Nd}\\p{M}]';

/** Marks what the query's words found, without touching the DOM. Browsers without the Highlight API show plain text. */

/** @param {import('./row.js').Row[]} rows @param {import('../query/match.js').Phrase[]} phrases */
export function highlight(rows, phrases) {
  if (!('highlights' in CSS)) return;
  if (phrases.length === 0) { CSS.highlights.delete(NAME); return; }
  const marks = new RegExp(phrases.map(source).join('|'), 'giu');
  /** @type {Range[]} */
  const ranges = [];
  for (const row of rows) if (row.place !== NOWHERE) for (const text of row.texts) mark(text, marks, ranges);
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** @param {import('../query/match.js').Phrase} phrase of letters and digits alone: nothing to escape */
function source({ words, prefix }) {
  return `(?<!${WORD})${words.join('[^\\p{L}\\p{Nd}]+')}${prefix ? '' : `(?!${WORD})`}`;
}

/** @param {Text} text @param {RegExp} marks @param {Range[]} ranges */
function mark(text, marks, ranges) {
  let left = MOST_IN_A_ROW;
  for (const { 0: found, index } of text.data.matchAll(marks)) {
    if (found === '' || left-- === 0) return;
    const range = new Range();
    range.setStart(text, index);
    range.setEnd(text, index + found.length);
    ranges.push(range);
  }
}
