// @ts-check
import { visibleText } from '../list/visible-text.js';
import { differences } from './message-diff.js';

const LONGEST = 2_000;      // characters of a value that are shown

/**
 * What changed since the message before it of its kind, as nodes. Whatever came from outside is text.
 *
 * @param {import('../store/entry.js').MessageEntry} before @param {import('../store/entry.js').MessageEntry} after
 * @returns {Node[]}
 */
export function diffNodes(before, after) {
  const found = differences(before.raw, after.raw);
  const head = document.createElement('p');
  const time = Number.isNaN(after.at - before.at) ? '' : `, ${((after.at - before.at) / 1000).toLocaleString('en')} s earlier`;
  head.textContent = found.length === 0 ? `The same as ${before.id}${time}.` : `Against ${before.id}${time}:`;
  const list = document.createElement('dl');
  list.className = 'differences';
  list.append(...found.flatMap(nodesOf));
  return [head, list];
}

/** @param {import('./message-diff.js').Difference} difference @returns {Node[]} */
function nodesOf({ path, before, after }) {
  const term = document.createElement('dt');
  term.textContent = visibleText(path);
  return [term, ...(before === undefined ? [] : [value('del', '−', before)]), ...(after === undefined ? [] : [value('ins', '+', after)])];
}

/** @param {'del' | 'ins'} tag @param {string} sign so that it is not colour alone @param {string} text */
function value(tag, sign, text) {
  const description = document.createElement('dd');
  const change = document.createElement(tag);
  change.textContent = visibleText(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  description.append(`${sign} `, change);
  return description;
}
