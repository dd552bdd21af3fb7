// @ts-check
import { valuesOf } from '../query/json-values.js';
import { folded } from '../query/words.js';

export const MOST = 8;          // side by side
export const BETWEEN = ' · ';    // several values of one field
const MOST_VALUES = 3;          // of one field that are said in its cell

/** Which fields of the messages have a column of their own. Fires `change`, and `full` when one more has no room. */
export class Columns extends EventTarget {
  /** @type {readonly string[]} paths, as in the query */
  paths = [];

  /** @param {readonly string[]} paths */
  set(paths) {
    const unique = [...new Map(paths.map(path => [folded(path), path])).values()].slice(0, MOST);
    if (unique.join() === this.paths.join()) return;
    this.paths = unique;
    this.dispatchEvent(new CustomEvent('change'));
  }

  /** @param {string} path */
  has(path) {
    return this.paths.some(known => folded(known) === folded(path));
  }

  /** @param {string} path */
  toggle(path) {
    if (this.has(path)) this.set(this.paths.filter(known => folded(known) !== folded(path)));
    else if (this.paths.length < MOST) this.set([...this.paths, path]);
    else this.dispatchEvent(new CustomEvent('full'));
  }

  /** For an address: `host,status`. A comma within a name is escaped once more. */
  get text() {
    return this.paths.map(path => encodeURIComponent(path.replace(/[%,]/g, encodeURIComponent))).join(',');
  }

  /** What stands in each. @param {string} raw a message @returns {string[]} */
  cells(raw) {
    if (this.paths.length === 0) return [];
    const wanted = this.paths.map(folded);
    const found = wanted.map(() => /** @type {string[]} */ ([]));
    for (const { path, text } of valuesOf(raw)) {
      const column = wanted.indexOf(path);
      if (column !== -1 && found[column].length < MOST_VALUES) found[column].push(text);
    }
    return found.map(values => values.join(BETWEEN));
  }

  /** `columns=host,status` in an address. @param {string} search @returns {string[]} */
  static from(search) {
    return (new URLSearchParams(search).get('columns') ?? '').split(',')
      .map(path => path.trim().replace(/%2C/gi, ',').replaceAll('%25', '%')).filter(path => path !== '');
  }
}
