// @ts-check
import { apiQuery } from '../filter/filter-url.js';
import { LEVELS } from '../store/entry.js';
import { hubUrl } from '../page/hub-url.js';
import { problemOf } from './problem.js';

const WIDTHS = [1_000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000];     // ms; each of the hub's finer ones divides them
const MOST_BUCKETS = 100;

/**
 * How many messages arrived when, by level: what the hub counted up to one message, and each that came behind it. Nothing is
 * counted twice and nothing is left out.
 *
 * @typedef {import('../store/entry.js').MessageEntry} MessageEntry
 */
export class LiveCounts {
  #window;
  #accepts;
  #query;
  /** @type {Map<number, Record<string, number>>} */
  #buckets = new Map();
  #upTo = 0;                              // the offset up to which the hub counted
  /** @type {MessageEntry[] | undefined} */
  #waiting;                               // what arrives while the hub counts
  #asked = new AbortController();
  width;                                  // ms
  /** Whole from here on, ms since 1970; 0: all of it. */
  countedFrom = 0;
  failure = '';

  /** @param {import('../filter/filter.js').Filter} filter @param {number} window ms */
  constructor(filter, window) {
    this.#window = window;
    this.#accepts = filter;
    this.#query = apiQuery(filter);
    this.width = WIDTHS.find(width => window / width <= MOST_BUCKETS) ?? WIDTHS[WIDTHS.length - 1];
  }

  /** Has the hub count what arrived up to a message. @param {string | undefined} newest its id @param {number} now ms */
  async load(newest, now) {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    this.#buckets.clear();
    this.failure = '';
    if (newest === undefined) return;
    this.#upTo = Number(newest.slice(newest.lastIndexOf('-') + 1));
    this.#waiting = [];
    const { first, last } = this.span(now);
    const params = new URLSearchParams(this.#query);
    params.set('since', new Date(first * this.width).toISOString());
    params.set('until', newest);
    params.set('buckets', String(last - first + 1));
    try {
      const answer = await fetch(hubUrl(`api/histogram?${params}`), { signal });
      if (answer.ok) this.#take(await answer.json());
      else this.failure = answer.status === 400 ? '' : await problemOf(answer);     // nothing arrived since: no stretch to count
    } catch (error) {
      if (!signal.aborted) this.failure = 'no connection to the hub';
    }
    if (signal.aborted) return;
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const entry of waiting) this.#add(entry);
  }

  /** @param {MessageEntry} entry that has just come @returns {boolean} whether it counts */
  count(entry) {
    if (entry.offset <= this.#upTo || !this.#accepts.accepts(entry)) return false;
    if (this.#waiting) this.#waiting.push(entry);
    else this.#add(entry);
    return true;
  }

  /** The numbers of the first and the last bucket of the window that ends now; a number times the width is a time. @param {number} now ms */
  span(now) {
    const last = Math.floor(now / this.width);
    return { first: last - Math.round(this.#window / this.width) + 1, last };
  }

  /** @param {number} bucket @returns {Record<string, number>} by level */
  at(bucket) {
    return this.#buckets.get(bucket) ?? {};
  }

  /** @param {number} now ms @returns {number[]} for each bucket of the window, all levels */
  totals(now) {
    const { first, last } = this.span(now);
    return Array.from({ length: last - first + 1 }, (_, i) => totalOf(this.at(first + i)));
  }

  /** @param {number} now ms */
  total(now) {
    return this.totals(now).reduce((sum, count) => sum + count, 0);
  }

  forget() {
    this.#asked.abort();
  }

  /** @param {any} histogram */
  #take({ buckets, complete, countedFrom }) {
    for (const { time, counts } of buckets) {
      const bucket = this.#bucket(Date.parse(time));
      for (const level of LEVELS) if (counts[level]) bucket[level] = (bucket[level] ?? 0) + counts[level];
    }
    this.countedFrom = complete ? 0 : Date.parse(countedFrom);
  }

  /** @param {MessageEntry} entry */
  #add({ arrivedAt, level }) {
    const bucket = this.#bucket(arrivedAt);
    bucket[level] = (bucket[level] ?? 0) + 1;
  }

  /** @param {number} at ms */
  #bucket(at) {
    const number = Math.floor(at / this.width);
    let bucket = this.#buckets.get(number);
    if (bucket) return bucket;
    bucket = {};
    this.#buckets.set(number, bucket);
    for (const old of this.#buckets.keys()) if (old < number - 2 * MOST_BUCKETS) this.#buckets.delete(old);
    return bucket;
  }
}

/** @param {Record<string, number>} counts */
export const totalOf = counts => Object.values(counts).reduce((sum, count) => sum + count, 0);
