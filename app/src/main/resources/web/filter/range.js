// @ts-check

const ID = /^([a-z0-9]+)-(\d+)$/;
const DURATION = /^(\d+)(ms|s|m|h|d)$/;
/** @type {Record<string, number>} ms */
const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * A stretch of the journal: behind `since`, up to `until`, as the hub takes them: an id (since is behind it, until with it), or
 * a time of arrival (since with it, until before it). A value.
 *
 * @typedef {{text: string, offset?: number, at?: number}} Moment  at: ms since 1970
 */
export class Range {
  static ALL = new Range();

  /** @param {Moment} [since] @param {Moment} [until] */
  constructor(since, until) {
    this.since = since;
    this.until = until;
  }

  get isAll() {
    return !this.since && !this.until;
  }

  /** @param {{offset: number, arrivedAt: number}} entry */
  accepts({ offset, arrivedAt }) {
    const { since, until } = this;
    if (since && (since.offset === undefined ? arrivedAt < Number(since.at) : offset <= since.offset)) return false;
    return !(until && (until.offset === undefined ? arrivedAt >= Number(until.at) : offset > until.offset));
  }

  /** @param {number} from ms since 1970 @param {number} to ms, exclusive */
  static between(from, to) {
    return new Range(atTime(from), atTime(to));
  }

  /** So many messages before and behind one. @param {string} id @param {number} distance @param {number} newest the newest offset there is */
  static around(id, distance, newest) {
    const [, epoch, digits] = /** @type {RegExpExecArray} */ (ID.exec(id));
    const offset = Number(digits);
    const before = Math.max(0, offset - distance - 1);
    const since = before === 0 ? undefined : { text: `${epoch}-${before}`, offset: before };
    const until = Math.min(newest, offset + distance);
    return new Range(since, { text: `${epoch}-${until}`, offset: until });
  }

  /** @param {string | null} since @param {string | null} until @param {number} now ms, from which durations count */
  static parse(since, until, now) {
    return new Range(moment(since, now), moment(until, now));
  }
}

/** @param {number} at ms @returns {Moment} */
const atTime = at => ({ text: new Date(at).toISOString(), at });

/** What is none counts as not asked for. @param {string | null} text @param {number} now ms @returns {Moment | undefined} */
function moment(text, now) {
  const trimmed = (text ?? '').trim();
  const duration = DURATION.exec(trimmed);
  if (duration) return atTime(now - Number(duration[1]) * UNITS[duration[2]]);
  const id = ID.exec(trimmed);
  if (id) return { text: trimmed, offset: Number(id[2]) };
  const at = Date.parse(trimmed);
  return Number.isNaN(at) ? undefined : atTime(at);
}
