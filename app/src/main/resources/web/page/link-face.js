// @ts-check

const HEARTBEAT = 15;      // s between two signs of life, if the hub does not say
const QUIET = 1.4;         // heartbeats without a byte: what is shown may be old
const TOLD = 5_000;        // ms of silence from which the pill says how old the picture is

/**
 * What the pill says. The worst news wins: a list that is held and has lost its connection says that it lost it.
 *
 * @typedef {{tone: 'idle' | 'live' | 'held' | 'lost' | 'stale', say: string, why: string}} Face
 *
 * @param {Pick<import('../board/board.js').Board, 'link' | 'hello' | 'heardAt' | 'rate'>} board
 * @param {{isLive: boolean, arrived: number}} list
 * @param {number} now ms
 * @returns {Face}
 */
export function linkFace({ link, hello, heardAt, rate }, list, now) {
  const age = heardAt === 0 || now - heardAt < TOLD ? '' : `last heard ${minutesSeconds(now - heardAt)} ago`;
  switch (link.kind) {
    case 'connecting':
      return hello ? { tone: 'lost', say: 'RECONNECTING…', why: age } : { tone: 'idle', say: 'CONNECTING', why: '' };
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((link.until - now) / 1000));
      return { tone: 'lost', say: `RECONNECTING in ${seconds} s…`, why: [link.why, age].filter(Boolean).join(' · ') };
    }
    case 'open':
      if (now - heardAt > QUIET * 1000 * (hello?.heartbeatSeconds ?? HEARTBEAT)) return { tone: 'stale', say: `STALE ${minutesSeconds(now - heardAt)}`, why: 'the hub has gone quiet' };
      if (!list.isLive) return { tone: 'held', say: `HELD +${list.arrived.toLocaleString('en')}`, why: '' };
      return { tone: 'live', say: `LIVE ${perSecond(rate.perSecond(now))}`, why: '' };
  }
}

/** @param {number} rate */
function perSecond(rate) {
  return `${rate > 0 && rate < 9.5 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')}/s`;
}

/** @param {number} duration ms */
function minutesSeconds(duration) {
  const seconds = Math.max(0, Math.floor(duration / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
