// @ts-check
import { folded } from './words.js';

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * Every value of a message where it stands in its JSON, at any depth, with the folded names that lead there, joined by dots;
 * an array adds none. It never parses: numbers keep their digits. `null` is no value.
 *
 * @param {string} json
 * @returns {Generator<{path: string, text: string, isHubsOwn: boolean}>}
 */
export function* valuesOf(json) {
  /** @type {string[]} */
  const outer = [];        // the path of each open container
  let path = '';
  let name = '';
  let depth = 0;
  for (const match of json.matchAll(TOKEN)) {
    const token = match[0];
    switch (token[0]) {
      case '{': case '[': outer[depth++] = path; break;
      case '}': case ']': path = outer[--depth] ?? ''; break;
      case ':': case ',': case 'n': break;
      default: {
        if (token[0] === '"' && endsName(json, match.index + token.length)) {
          name = textOf(token);
          path = depth > 1 && outer[depth - 1] !== '' ? `${outer[depth - 1]}.${folded(name)}` : folded(name);
        } else yield { path, text: textOf(token), isHubsOwn: isHubsOwn(depth, path, name) };
      }
    }
  }
}

/** @param {string} json @param {number} at */
function endsName(json, at) {
  while (json[at] === ' ' || json[at] === '\t') at++;
  return json[at] === ':';
}

/** @param {string} token a string decoded, anything else as it is written */
function textOf(token) {
  if (token[0] !== '"') return token;
  return token.includes('\\') ? JSON.parse(token) : token.slice(1, -1);
}

/** @param {number} depth @param {string} path @param {string} name */
function isHubsOwn(depth, path, name) {
  return depth === 1 && path === name && (name === 'id' || name === 'time' || name === 'received');
}
