// @ts-check
import { GapEntry } from '../store/entry.js';
import { messagesPage } from './messages-page.js';

const MOST = 10_000;      // messages read for one click; what is missing before them stays a gap

/**
 * Puts what a gap left out back in its place, from the journal.
 *
 * @param {import('../board/board.js').Board} board @param {number} place of the gap
 * @throws {Error} that says what went wrong
 */
export async function fillGap(board, place) {
  const gap = board.store.at(place);
  if (!(gap instanceof GapEntry) || gap.from === undefined || gap.to === undefined || gap.isFilling) return;
  const most = Math.min(MOST, board.store.room - 1);
  const from = Math.max(gap.from, gap.to - most + 1);
  gap.isFilling = true;
  board.changed();
  try {
    const epoch = board.hello?.epoch;
    const { entries } = await messagesPage(new URLSearchParams({
      since: `${epoch}-${from - 1}`, until: `${epoch}-${gap.to}`, limit: String(most) }));
    const now = placeOf(board, gap, place);
    if (now === undefined) return;
    board.fill(now, [...rest(gap, from), ...entries.reverse()]);
  } finally {
    gap.isFilling = false;
  }
}

/** @param {GapEntry} gap @param {number} read the first offset that was read */
function rest({ from, reason }, read) {
  if (from === undefined || read <= from) return [];
  return [new GapEntry({ from, to: read - 1, count: read - from, reason })];
}

/** Another gap may have been filled meanwhile. @param {import('../board/board.js').Board} board @param {GapEntry} gap @param {number} place */
function placeOf({ store }, gap, place) {
  for (let at = Math.min(place, store.next - 1); at >= store.first; at--) if (store.at(at) === gap) return at;
  return undefined;
}
