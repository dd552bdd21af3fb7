// @ts-check

const LONGEST_REFUSAL = 60;      // s: what `retry-after` may ask for

/** @type {Record<number, string>} */
const REASONS = {
  204: 'there is no stream at this address', 401: 'something in between asks for a login', 429: 'too many requests',
  502: 'the hub is not behind its proxy', 503: 'the hub takes no streams now', 504: 'the hub is not behind its proxy' };

/**
 * Why a stream ended, in words, and how long to keep away at least.
 *
 * @typedef {{why: string, notBefore: number}} Ending  notBefore: ms from now
 */

/** @param {string} why @returns {Ending} */
export const lost = why => ({ why, notBefore: 0 });

/** @param {Response} answer that is no stream @returns {Ending} */
export function refused(answer) {
  const seconds = Number(answer.headers.get('retry-after'));
  return { why: `HTTP ${answer.status} ${REASONS[answer.status] ?? answer.statusText}`.trim(),
    notBefore: seconds > 0 ? Math.min(seconds, LONGEST_REFUSAL) * 1000 : 0 };
}

/** What the hub says before it ends a stream, in words. @param {string} data of a `bye` */
export function farewell(data) {
  try {
    const { reason } = JSON.parse(data);
    return reason === 'shutdown' ? 'the hub is shutting down' : `the hub ended the stream: ${reason}`;
  } catch {
    return 'the hub ended the stream';
  }
}
