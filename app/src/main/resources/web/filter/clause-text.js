// @ts-check
import { wordsOf } from '../query/words.js';

const NAME = /^[\p{L}\p{M}\p{Nd}._@$-]*\p{L}[\p{L}\p{M}\p{Nd}._@$-]*$/u;
const BARE = /^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._@$-]*$/u;
const LONGEST = 100;        // characters of a value: it shall stay readable

/** How to ask for a value of a field in a query. */

/** @param {string} path @param {string} token the value as it stands in JSON */
export function clauseFor(path, token) {
  const name = NAME.test(path) ? path : quoted(path);
  if (token === 'null') return `-${name}:*`;
  if (/^[-\d]/.test(token)) return `${name}=${token}`;
  return `${name}:${valueText(token[0] === '"' ? JSON.parse(token) : token)}`;
}

/** What a query says with one more clause, instead of its opposite; the same field's values are alternatives. @param {string} query @param {string} clause */
export function withClause(query, clause) {
  const clauses = splitQuery(query).filter(other => other !== negated(clause));
  if (clauses.includes(clause)) return clauses.join(' ');
  const name = /^(?:"(?:\\.|[^"\\])*"|[^\s":]+):/.exec(clause)?.[0];
  const same = name && !clause.startsWith('-') && !clause.endsWith(':*') ? clauses.findIndex(other => other.startsWith(name)) : -1;
  if (!name || same === -1) return [...clauses, clause].join(' ');
  clauses[same] += `|${clause.slice(name.length)}`;
  return clauses.join(' ');
}

/** @param {string} clause */
export const negated = clause => (clause.startsWith('-') ? clause.slice(1) : `-${clause}`);

/** @param {string} query @returns {string[]} */
function splitQuery(query) {
  return query.match(/(?:"(?:\\.|[^"\\])*"|\/(?:\\.|[^/\\])*\/i?|[^\s"])+/g) ?? [];
}

/** @param {string} text */
function valueText(text) {
  if (wordsOf(text).length === 0) return `/^${text.slice(0, LONGEST).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${text.length > LONGEST ? '' : '$'}/`;
  const short = text.length > LONGEST ? text.slice(0, LONGEST).replace(/[\p{L}\p{M}\p{Nd}]*$/u, '') : text;
  return BARE.test(short) ? short : quoted(short);
}

/** @param {string} text */
const quoted = text => `"${text.replace(/["\\]/g, '\\$&')}"`;
