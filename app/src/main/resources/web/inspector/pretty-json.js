// @ts-check

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const INDENT = '  ';
const DEEPEST_INDENT = 40;     // levels: hostile depth must not make lines of mere spaces

/**
 * JSON text with line breaks and indentation, token by token. It never parses: numbers keep their digits, fields their
 * order, and a name that stands there twice is shown twice.
 *
 * @param {string} raw
 * @returns {Generator<{kind: 'key' | 'string' | 'number' | 'word' | 'mark' | 'space', text: string}>}
 */
export function* prettyTokens(raw) {
  let depth = 0;
  let previous = '';
  const newLine = () => ({ kind: /** @type {const} */ ('space'), text: `\n${INDENT.repeat(Math.min(Math.max(depth, 0), DEEPEST_INDENT))}` });
  for (const match of raw.matchAll(TOKEN)) {
    const text = match[0];
    const closes = text === '}' || text === ']';
    const opened = previous === '{' || previous === '[';
    if (closes) depth--;
    if (previous === ',' || (opened !== closes && (opened || closes))) yield newLine();
    yield { kind: kindOf(text, raw, match.index + text.length), text };
    if (text === ':') yield { kind: 'space', text: ' ' };
    if (text === '{' || text === '[') depth++;
    previous = text;
  }
}

/** @param {string} text @param {string} raw @param {number} end */
function kindOf(text, raw, end) {
  if (text[0] === '"') return /^\s*:/.test(raw.slice(end, end + 20)) ? 'key' : 'string';
  if ('{}[],:'.includes(text)) return 'mark';
  return /^[-\d]/.test(text) ? 'number' : 'word';
}
