// @ts-check

/**
 * Finds a regular expression in time proportional to the text, whatever the expression: it walks all ways at once instead of
 * trying one after the other (Thompson's construction). Slower than the browser's own on simple expressions.
 *
 * @typedef {import('./regex-shape.js').Shape} Shape
 * @typedef {{test: (character: string) => boolean} | {assert: (text: string, at: number) => boolean} | {ways: number[]}} Step
 */
const MOST_STEPS = 5_000;

export class LinearRegex {
  /** @type {Step[]} */
  #steps = [];
  #flags;
  #seen = new Uint32Array(0);      // for each step, the round in which it was last reached
  #round = 0;

  /** @param {Shape} shape @param {string} flags @throws {Error} when it is too large, or knows more than it can walk */
  constructor(shape, flags) {
    this.#flags = flags;
    this.#add(shape);
    this.#seen = new Uint32Array(this.#steps.length + 1);
  }

  /** @param {string} text */
  test(text) {
    /** @type {number[]} */
    let now = [];
    for (let at = 0; ; ) {
      this.#round++;
      for (const step of now) this.#seen[step] = this.#round;
      if (this.#reach(0, text, at, now)) return true;
      if (at >= text.length) return false;
      const character = String.fromCodePoint(/** @type {number} */ (text.codePointAt(at)));
      at += character.length;
      /** @type {number[]} */
      const next = [];
      this.#round++;
      for (const step of now) {
        const { test } = /** @type {{test: (character: string) => boolean}} */ (this.#steps[step]);
        if (test(character) && this.#reach(step + 1, text, at, next)) return true;
      }
      now = next;
    }
  }

  /**
   * Follows what reads no character. @returns {boolean} whether the end was reached
   *
   * @param {number} step @param {string} text @param {number} at @param {number[]} waiting steps that want a character
   */
  #reach(step, text, at, waiting) {
    const open = [step];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#seen[next] === this.#round) continue;
      this.#seen[next] = this.#round;
      if (next === this.#steps.length) return true;
      const what = this.#steps[next];
      if ('test' in what) waiting.push(next);
      else if ('ways' in what) open.push(...what.ways);
      else if (what.assert(text, at)) open.push(next + 1);
    }
    return false;
  }

  /** @param {Shape} shape */
  #add(shape) {
    if (this.#steps.length > MOST_STEPS) throw new Error('it is too large');
    switch (shape.kind) {
      case 'character': this.#steps.push({ test: characterTest(shape.written, this.#flags) }); return;
      case 'assertion': this.#steps.push({ assert: assertion(shape.written) }); return;
      case 'sequence': for (const part of shape.parts) this.#add(part); return;
      case 'choice': return this.#addChoice(shape.ways);
      case 'repeat': return this.#addRepeat(shape.body, shape.least, shape.most);
      case 'opaque': throw new Error('it looks around, or back');
    }
  }

  /** @param {Shape[]} ways */
  #addChoice(ways) {
    const fork = this.#fork();
    const ends = [];
    for (const way of ways) {
      fork.ways.push(this.#steps.length);
      this.#add(way);
      ends.push(this.#fork());
    }
    for (const end of ends) end.ways.push(this.#steps.length);
  }

  /** @param {Shape} body @param {number} least @param {number} most */
  #addRepeat(body, least, most) {
    for (let i = 0; i < least; i++) this.#add(body);
    const leaving = [];
    for (let i = least; i < (most === Infinity ? least + 1 : most); i++) {
      const place = this.#steps.length;
      const fork = this.#fork();
      fork.ways.push(place + 1);
      leaving.push(fork);
      this.#add(body);
      if (most === Infinity) this.#fork().ways.push(place);
    }
    for (const fork of leaving) fork.ways.push(this.#steps.length);
  }

  /** @returns {{ways: number[]}} */
  #fork() {
    const fork = { ways: /** @type {number[]} */ ([]) };
    this.#steps.push(fork);
    return fork;
  }
}

/** @param {string} written @param {string} flags @returns {(character: string) => boolean} */
function characterTest(written, flags) {
  const one = new RegExp(`^${written}$`, flags);
  const ascii = Array.from({ length: 128 }, (_, code) => one.test(String.fromCharCode(code)));
  return character => (character < '\x80' ? ascii[character.charCodeAt(0)] : one.test(character));
}

/** @param {string} written @returns {(text: string, at: number) => boolean} */
function assertion(written) {
  switch (written) {
    case '^': case '\\A': return (text, at) => at === 0;
    case '\\z': return (text, at) => at === text.length;
    case '\\b': return isBoundary;
    case '\\B': return (text, at) => !isBoundary(text, at);
    default: return (text, at) => /^(?:\r\n|[\n\r\u0085\u2028\u2029])?$/.test(text.slice(at, at + 3));
  }
}

/** @param {string} text @param {number} at */
const isBoundary = (text, at) => /\w/.test(text.charAt(at - 1)) !== /\w/.test(text.charAt(at));
