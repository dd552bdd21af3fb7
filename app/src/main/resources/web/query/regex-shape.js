// @ts-check

/**
 * The structure of a regular expression: what repeats what. What a single character may be stays as it is written.
 *
 * @typedef {{kind: 'character', written: string} | {kind: 'assertion', written: string} | {kind: 'opaque'}
 *   | {kind: 'sequence', parts: Shape[]} | {kind: 'choice', ways: Shape[]}
 *   | {kind: 'repeat', body: Shape, least: number, most: number}} Shape
 */

const CLASS = /\[\^?\]?(?:\\.|[^\]\\])*\]/suy;
const ESCAPE = /\\(?:[pP]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|c[A-Za-z]|.)/suy;
const REPEAT = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})[?+]?/uy;
const ASSERTIONS = new Set(['^', '$', '\\b', '\\B', '\\A', '\\z', '\\Z']);

/** @param {string} expression one that compiles @returns {Shape} */
export function shapeOf(expression) {
  return new ShapeReader(expression).choice();
}

class ShapeReader {
  #text;
  #at = 0;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  /** Up to a closing parenthesis, or the end. @returns {Shape} */
  choice() {
    const ways = [this.#sequence()];
    while (this.#accept('|')) ways.push(this.#sequence());
    return ways.length === 1 ? ways[0] : { kind: 'choice', ways };
  }

  /** @returns {Shape} */
  #sequence() {
    /** @type {Shape[]} */
    const parts = [];
    while (this.#at < this.#text.length && !'|)'.includes(this.#text[this.#at])) parts.push(this.#repeated(this.#one()));
    return { kind: 'sequence', parts };
  }

  /** @param {Shape} body @returns {Shape} */
  #repeated(body) {
    const repeat = this.#take(REPEAT);
    if (!repeat) return body;
    const [, sign, least, comma, most] = repeat;
    if (sign) return { kind: 'repeat', body, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    return { kind: 'repeat', body, least: Number(least), most: comma ? Number(most || Infinity) : Number(least) };
  }

  /** @returns {Shape} */
  #one() {
    if (this.#accept('(')) return this.#group();
    const written = (this.#take(CLASS) ?? this.#take(ESCAPE))?.[0] ?? this.#character();
    if (ASSERTIONS.has(written)) return { kind: 'assertion', written };
    return /^\\[1-9k]/.test(written) ? { kind: 'opaque' } : { kind: 'character', written };
  }

  /** @returns {Shape} */
  #group() {
    const plain = !this.#accept('?') || this.#accept(':') || this.#take(/<[A-Za-z]\w*>/uy) !== null;
    if (!plain) this.#take(/<?[=!]/uy);
    const inside = this.choice();
    this.#accept(')');
    return plain ? inside : { kind: 'opaque' };
  }

  #character() {
    const character = String.fromCodePoint(/** @type {number} */ (this.#text.codePointAt(this.#at)));
    this.#at += character.length;
    return character;
  }

  /** @param {string} what */
  #accept(what) {
    if (!this.#text.startsWith(what, this.#at)) return false;
    this.#at += what.length;
    return true;
  }

  /** @param {RegExp} sticky */
  #take(sticky) {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match) this.#at += match[0].length;
    return match;
  }
}
