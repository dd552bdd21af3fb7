// @ts-check
import { Phrase } from './match.js';

const FOLDED_INTO = /[ski]/;      // ſ K İ ı fold into these

/**
 * Regexes that each find something in the JSON of every message that a query accepts: a message without it need not be read.
 * Sound, not exact: they may find a part of a word, and let pass what hides letters in escapes.
 *
 * @param {import('./query-parser.js').Clause[]} clauses
 * @returns {RegExp[]}
 */
export function needlesOf(clauses) {
  return clauses.filter(clause => !clause.excluded).flatMap(({ field, any }) => {
    const words = any.map(match => (match instanceof Phrase ? longest(match.words) : ''));
    const needles = words.every(word => isAscii(word)) ? [needle(words)] : [];
    const name = field?.slice(field.lastIndexOf('.') + 1) ?? '';
    if (isPlain(name)) needles.push(needle([name]));
    return needles;
  });
}

/** @param {string[]} words */
function needle(words) {
  const hidden = words.some(word => FOLDED_INTO.test(word)) ? ['\\\\u', '[^\\x00-\\x7f]'] : ['\\\\u'];
  return new RegExp([...words.map(escaped), ...hidden].join('|'), 'i');
}

/** @param {string[]} words */
const longest = words => words.reduce((one, other) => (other.length > one.length ? other : one), '');

/** @param {string} word */
const isAscii = word => /^[\x00-\x7f]+$/.test(word);

/** Written in JSON as it is. @param {string} name */
const isPlain = name => /^[ !#-.0-[\]-~]+$/.test(name);

/** @param {string} word */
const escaped = word => word.replace(/[^a-z0-9]/gi, character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
