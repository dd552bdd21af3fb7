// @ts-check

/**
 * What a word is: a letter or digit, and the letters, digits and combining marks behind it; composed (NFC) and folded, each
 * code point to the lower case of its upper case, so that `Σ σ ς` are one and `İ I ı i` too. `ß` stays itself. The hub's
 * `heliograph.query.Words` says the same in Java.
 */
const WORD = /[\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}]*/gu;
const WORD_AT_END = /[\p{L}\p{Nd}]\p{M}*$/u;
const ASCII = /^[\x00-\x7f]*$/;

/** The words of a text, in order. @param {string} text @returns {string[]} */
export function wordsOf(text) {
  return (text.match(WORD) ?? []).map(folded);
}

/** Whether a word would go on behind the text. @param {string} text */
export function endsInWord(text) {
  return WORD_AT_END.test(text);
}

/** @param {string} text @returns {string} */
export function folded(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  let result = '';
  for (const letter of text.normalize('NFC')) result += foldedLetter(letter);
  return result;
}

/** @param {string} letter one code point */
function foldedLetter(letter) {
  if (letter === 'İ') return 'i';                       // its lower case alone would be two code points
  const upper = oneOr(letter.toUpperCase(), letter);
  return oneOr(upper.toLowerCase(), upper);
}

/** What takes more than one code point (SS for ß) is no folding. @param {string} text @param {string} letter */
function oneOr(text, letter) {
  return text.length === (/** @type {number} */ (text.codePointAt(0)) > 0xffff ? 2 : 1) ? text : letter;
}
