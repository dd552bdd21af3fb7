// @ts-check

const NAME = 'match';              // styles/list.css: ::highlight(match)
const MOST_IN_A_ROW = 20;

/** Marks what the filter's words found, without touching the DOM. Browsers without the Highlight API show plain text. */

/** @param {import('./row.js').Row[]} rows @param {string[]} words lower-cased */
export function highlight(rows, words) {
  if (!('highlights' in CSS)) return;
  if (words.length === 0) { CSS.highlights.delete(NAME); return; }
  /** @type {Range[]} */
  const ranges = [];
  for (const row of rows) {
    if (row.place === -1) continue;
    for (const text of [row.content, row.fields]) for (const word of words) mark(text, word, ranges);
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** @param {Text} text @param {string} word @param {Range[]} ranges */
function mark(text, word, ranges) {
  const haystack = text.data.toLowerCase();
  if (haystack.length !== text.data.length) return;      // a letter changed its length (İ): marks would be off by one
  let at = haystack.indexOf(word);
  for (let n = 0; at !== -1 && n < MOST_IN_A_ROW; n++) {
    const range = new Range();
    range.setStart(text, at);
    range.setEnd(text, at + word.length);
    ranges.push(range);
    at = haystack.indexOf(word, at + word.length);
  }
}
