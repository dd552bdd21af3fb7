// @ts-check
import { ansiParts } from '../list/ansi.js';
import { sizeOf } from '../list/digest.js';
import { visibleText } from '../list/visible-text.js';
import { prettyTokens } from './pretty-json.js';

const MOST_SHOWN = 100_000;      // characters; Copy gives all of them
const MOST_TOKENS = 4_000;       // coloured; what follows is plain, or a large array would freeze the page
const MOST_PICKED = 300;         // values that can be picked
const LONGEST_PICKED = 2_000;    // characters of such a value
const UNASKED = new Set(['id', 'time', 'received']);      // nobody filters by these with a click

/** A message as nodes: coloured JSON in which values can be picked. Whatever came from outside is text. @param {string} raw @returns {Node[]} */
export function prettyNodes(raw) {
  /** @type {Node[]} */
  const nodes = [];
  let shown = 0;
  let plain = '';
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(plain));
    plain = '';
  };
  for (const token of prettyTokens(raw)) {
    const visible = shown + token.text.length > MOST_SHOWN ? token.text.slice(0, MOST_SHOWN - shown) : token.text;
    shown += token.text.length;
    if (token.kind === 'space' || nodes.length > MOST_TOKENS) plain += token.kind === 'space' ? visible : visibleText(visible);
    else {
      flush();
      nodes.push(...(isPicked(token, nodes.length) ? picked(token) : [coloured(token.kind, visible)]));
    }
    if (shown > MOST_SHOWN) break;
  }
  flush();
  if (shown > MOST_SHOWN) nodes.push(coloured('cut', `\n… ${sizeOf(raw.length)} in all; Copy JSON gives everything`));
  return nodes;
}

/** @param {import('./pretty-json.js').Token} token @param {number} sofar */
function isPicked({ kind, text, path }, sofar) {
  return (kind === 'string' || kind === 'number' || kind === 'word') && path !== '' && !UNASKED.has(path)
    && text.length <= LONGEST_PICKED && sofar < MOST_PICKED * 4;
}

/** @param {import('./pretty-json.js').Token} token */
function picked({ kind, text, path }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'value';
  Object.assign(button.dataset, { path, token: text });
  button.title = `Only ${path} like this; with Alt: without`;
  button.append(coloured(kind, text));
  return kind === 'number' ? [button, chartButton(path)] : [button];
}

/** @param {string} path */
function chartButton(path) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'chart';
  button.dataset.path = path;
  button.setAttribute('aria-label', `Chart ${path}`);
  button.title = `Chart ${path} over time`;
  button.textContent = '∿';
  return button;
}

/** @param {string} kind @param {string} text */
function coloured(kind, text) {
  const element = document.createElement('bdi');
  element.className = kind;
  const parts = ansiParts(kind === 'string' ? text.replace(/\\u001b/gi, '\x1b') : text);
  element.append(...parts.map(styled));
  return element;
}

/** @param {{text: string, look: string}} part */
function styled({ text, look }) {
  if (look === '') return document.createTextNode(visibleText(text));
  const span = document.createElement('span');
  span.className = look;
  span.textContent = visibleText(text);
  return span;
}
