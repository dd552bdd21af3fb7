// @ts-check
import { apiQuery } from '../filter/filter-url.js';
import { messagesPage } from './messages-page.js';

const PAGE = 500;          // messages
const RETRY = 5_000;       // ms after a failure until it is tried again by itself

/**
 * Reads what is older than the page holds, as the filter has it, when somebody scrolls there or too little is shown to fill
 * the list. One page at a time.
 *
 * @typedef {{kind: 'more'} | {kind: 'loading'} | {kind: 'begin'} | {kind: 'full'} | {kind: 'failed', why: string, until: number}} Past
 */
export class ScrollBack {
  #board;
  #next = /** @type {string | undefined} */ (undefined);      // how far the last page looked, matching or not
  #asked = new AbortController();
  /** @type {Past} */
  past = { kind: 'more' };

  /** @param {import('../board/board.js').Board} board */
  constructor(board) {
    this.#board = board;
    board.addEventListener('filter-change', () => this.#restart());
  }

  /** Whether what is older can still be asked for. */
  get hasMore() {
    return this.past.kind === 'more' || (this.past.kind === 'failed' && Date.now() > this.past.until);
  }

  async readOn() {
    const { hello, filter } = this.#board;
    if (!hello || !this.hasMore) return;
    const before = this.#next ?? this.#board.span?.oldest;
    if (before === undefined && filter.range.isAll) return;        // nothing has come yet: the stream will bring it
    if (before !== undefined && isOldest(before, hello)) return this.#be({ kind: 'begin' });
    const params = apiQuery(filter);
    params.set('limit', String(PAGE));
    if (before !== undefined) params.set('before', before);
    this.#be({ kind: 'loading' });
    const { signal } = this.#asked;
    try {
      const { entries, next } = await messagesPage(params, signal);
      if (signal.aborted) return;
      this.#next = next;
      const all = this.#board.addFirst(entries);
      this.#be(!all ? { kind: 'full' } : next ? { kind: 'more' } : { kind: 'begin' });
    } catch (error) {
      if (!signal.aborted) this.#be({ kind: 'failed', why: /** @type {Error} */ (error).message, until: Date.now() + RETRY });
    }
  }

  #restart() {
    this.#asked.abort();
    this.#asked = new AbortController();
    this.#next = undefined;
    this.#be({ kind: 'more' });
  }

  /** @param {Past} past */
  #be(past) {
    this.past = past;
    this.#board.changed();
  }
}

/** @param {string} id @param {import('../board/board.js').Hello} hello */
function isOldest(id, { oldest }) {
  return Number(id.slice(id.lastIndexOf('-') + 1)) <= oldest;
}
