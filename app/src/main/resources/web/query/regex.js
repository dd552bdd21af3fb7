// @ts-check
import { hasTooManyEmptyWays, MOST_WAYS } from './empty-ways.js';
import { LinearRegex } from './linear-regex.js';
import { shapeOf } from './regex-shape.js';

const MOST_REPETITIONS = 1_000;
const MOST_OF_GROUPS = 100;          // multiplied, as groups may stand in groups
const REPETITION = /\{(\d+)(?:,(\d*))?\}/y;
const HIDING = /\(\?[a-zA-Z-]*x|\\Q/;
const MOST_LOOKS = 1e8;              // at characters, by the browser's own engine, in one value: a fraction of a second
const MOST_REPEATS = 10;             // a?a?a? … tries all combinations

/**
 * A regular expression that is found somewhere in the value. The browser's own engine runs what it is sure to end soon;
 * what could go through the same text for ever, as `(a+)+$`, is walked in linear time instead. The hub bounds its own by
 * counting steps.
 *
 * @typedef {import('./regex-shape.js').Shape} Shape
 */
export class Regex {
  #native;
  #shape;
  #repeats;
  #degree;
  /** @type {LinearRegex | undefined} */
  #linear;

  /** @param {string} expression @param {boolean} anyCase @throws {Error} when it is none; its message says why */
  constructor(expression, anyCase) {
    check(expression);
    this.#native = compiled(expression, anyCase);
    this.#shape = shapeOf(expression);
    this.#repeats = repeatsIn(this.#shape);
    this.#degree = isNested(this.#shape) ? Infinity : unboundedIn(this.#shape);
  }

  /** @param {string} text */
  matches(text) {
    const isSoonDone = this.#degree === 0 || text.length ** (this.#degree + 1) <= MOST_LOOKS;
    if (isSoonDone && this.#repeats <= MOST_REPEATS) return this.#native.test(text);
    try {
      this.#linear ??= new LinearRegex(this.#shape, this.#native.flags);
      return this.#linear.test(text);
    } catch {
      return false;              // gives up, as the hub does
    }
  }
}

/** @param {string} expression */
function check(expression) {
  if (HIDING.test(expression)) throw new Error('(?x) and \\Q are not taken; write a backslash before what is meant literally');
  if (hasTooManyEmptyWays(expression)) {
    throw new Error(`it can match nothing in more than ${MOST_WAYS.toLocaleString('en')} ways; write fewer parts such as (a?|b?)`);
  }
  let ofGroups = 1;
  let before = '';             // a character, or an escaped one
  for (let at = 0; at < expression.length; at += before.length) {
    REPETITION.lastIndex = at;
    const repetition = REPETITION.exec(expression);
    if (repetition) {
      const times = Math.max(Number(repetition[1]), Number(repetition[2] ?? 0));
      if (times > MOST_REPETITIONS) throw tooOften(MOST_REPETITIONS, 'something');
      if (canBeEmpty(before)) ofGroups *= Math.max(1, times);
      if (ofGroups > MOST_OF_GROUPS) throw tooOften(MOST_OF_GROUPS, 'groups in groups, or anchors,');
    }
    before = expression.slice(at, at + (expression[at] === '\\' ? 2 : 1));
  }
}

/** @param {string} repeated */
function canBeEmpty(repeated) {
  if (repeated.length === 2) return 'bBAGZzRX123456789'.includes(repeated[1]);
  return repeated === '' || ')^$>}?*+'.includes(repeated);
}

/** @param {number} most @param {string} what */
const tooOften = (most, what) => new Error(`it repeats ${what} more than ${most.toLocaleString('en')} times`);

/** @param {string} expression @param {boolean} anyCase */
function compiled(expression, anyCase) {
  const written = expression.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\$/gsu, part =>      // Java's $ is also before a last line end
    (part === '$' ? '(?=(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])?$)' : part));
  try {
    return new RegExp(written, anyCase ? 'iu' : 'u');
  } catch (error) {
    try {
      return new RegExp(written, anyCase ? 'i' : '');                               // \- and the like
    } catch {
      throw new Error(reason(/** @type {Error} */ (error).message));
    }
  }
}

/** Chromium's words for it, in the hub's. @param {string} message */
function reason(message) {
  const why = message.slice(message.lastIndexOf(': ') + 2);
  return why === 'Unterminated group' ? 'Unclosed group' : why;
}

/** @param {Shape} shape @returns {Shape[]} */
function partsOf(shape) {
  switch (shape.kind) {
    case 'sequence': return shape.parts;
    case 'choice': return shape.ways;
    case 'repeat': return [shape.body];
    default: return [];
  }
}

/** @param {Shape} shape @returns {number} */
const repeatsIn = shape => partsOf(shape).reduce((sum, part) => sum + repeatsIn(part), Number(shape.kind === 'repeat'));

/** @param {Shape} shape @returns {number} */
const unboundedIn = shape =>
  partsOf(shape).reduce((sum, part) => sum + unboundedIn(part), Number(shape.kind === 'repeat' && shape.most === Infinity));

/** Whether something with a choice in it is itself repeated: the ways multiply. @param {Shape} shape @returns {boolean} */
function isNested(shape) {
  if (shape.kind === 'repeat' && shape.body.kind !== 'character') {
    if (shape.most === Infinity || unboundedIn(shape.body) > 0) return true;
    if (shape.most > MOST_REPEATS && repeatsIn(shape.body) > 0) return true;
  }
  return partsOf(shape).some(isNested);
}
