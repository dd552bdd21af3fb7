// @ts-check

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const INDENT = '  ';
const DEEPEST_INDENT = 40;     // levels: hostile depth must not make lines of mere spaces

/**
 * JSON text with line breaks and indentation, token by token. It never parses: numbers keep their digits, fields their
 * order, and a name that stands there twice is shown twice.
 *
 * @typedef {{kind: 'key' | 'string' | 'number' | 'word' | 'mark' | 'space', text: string, path: string}} Token  path: of a value,
 *   the names that lead to it, joined by dots
 *
 * @param {string} raw
 * @returns {Generator<Token>}
 */
export function* prettyTokens(raw) {
  /** @type {string[]} */
  const paths = [''];          // of each open container, and last of what stands in it
  let previous = '';
  for (const match of raw.matchAll(TOKEN)) {
    const text = match[0];
    const opens = text === '{' || text === '[';
    const closes = text === '}' || text === ']';
    const opened = previous === '{' || previous === '[';
    if (closes) paths.pop();
    if (previous === ',' || (opened !== closes && (opened || closes))) yield newLine(paths.length - 1);
    const kind = kindOf(text, raw, match.index + text.length);
    if (kind === 'key') paths[paths.length - 1] = joined(paths[paths.length - 2], text);
    yield { kind, text, path: paths[paths.length - 1] };
    if (text === ':') yield { kind: 'space', text: ' ', path: '' };
    if (opens) paths.push(paths[paths.length - 1]);
    previous = text;
  }
}

/** @param {number} depth @returns {Token} */
const newLine = depth => ({ kind: 'space', text: `\n${INDENT.repeat(Math.min(Math.max(depth, 0), DEEPEST_INDENT))}`, path: '' });

/** @param {string | undefined} outer @param {string} key in quotes */
function joined(outer, key) {
  const name = JSON.parse(key);
  return outer ? `${outer}.${name}` : name;
}

/** @param {string} text @param {string} raw @param {number} end @returns {Token['kind']} */
function kindOf(text, raw, end) {
  if (text[0] === '"') return /^\s*:/.test(raw.slice(end, end + 20)) ? 'key' : 'string';
  if ('{}[],:'.includes(text)) return 'mark';
  return /^[-\d]/.test(text) ? 'number' : 'word';
}
