// @ts-check

/**
 * Which names of a kind are shown: all except some, or only some. "Except" lets a source that appears later be seen.
 * A value: every change makes another one.
 */
export class Choice {
  static ALL = new Choice(false, new Set());
  #only;
  #names;
  #globs;

  /** @param {boolean} only @param {Set<string>} names */
  constructor(only, names) {
    this.#only = only;
    this.#names = names;
    this.#globs = [...names].filter(name => /[*?]/.test(name)).map(glob);
  }

  /** @param {string[]} names */
  static only(...names) {
    return new Choice(true, new Set(names));
  }

  get isAll() {
    return !this.#only && this.#names.size === 0;
  }

  /** All but some. */
  get isExcept() {
    return !this.#only && this.#names.size > 0;
  }

  get names() {
    return [...this.#names];
  }

  /** @param {string} name */
  has(name) {
    return (this.#names.has(name) || this.#globs.some(glob => glob.test(name))) === this.#only;
  }

  /** @param {string} name */
  toggle(name) {
    const names = new Set(this.#names);
    if (!names.delete(name)) names.add(name);
    return names.size === 0 ? Choice.ALL : new Choice(this.#only, names);     // nothing chosen is no choice
  }

  /** Only this one; if that is so already, all again. @param {string} name */
  single(name) {
    return this.#only && this.#names.size === 1 && this.has(name) ? Choice.ALL : Choice.only(name);
  }

  /** `a,b` for only these, `!a,!b` for all but these. No source name contains either sign. */
  toString() {
    return this.names.map(name => (this.#only ? '' : '!') + name).join(',');
  }

  /** @param {string} text */
  static parse(text) {
    const names = text.split(',').map(name => name.trim()).filter(name => name !== '' && name !== '!');
    if (names.length === 0) return Choice.ALL;
    const except = names.every(name => name.startsWith('!'));
    return except ? new Choice(false, new Set(names.map(name => name.slice(1)))) : Choice.only(...names);
  }
}

/** `*` is any text, `?` one character, as the hub has it. @param {string} name */
function glob(name) {
  return new RegExp(`^${name.replace(/[.*?]/g, sign => ({ '.': '\\.', '*': '.*', '?': '.' }[sign] ?? ''))}$`);
}
