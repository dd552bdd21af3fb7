// @ts-check
import { problemOf } from '../history/problem.js';
import { hubUrl } from '../page/hub-url.js';
import { parsed } from '../store/entry.js';
import { CountTile } from './count-tile.js';
import { LastTile } from './last-tile.js';
import { PutTile } from './put-tile.js';

const RETRY = 5_000;       // ms
const PURPOSES = { count: CountTile, rate: CountTile, last: LastTile, put: PutTile };

/**
 * What the tiles of one choice know, kept up with the stream. Fires `loaded` when there are other tiles than before, and
 * `trouble` (detail: why, or '') when they could not be read.
 *
 * @typedef {CountTile | LastTile | PutTile} Model
 * @typedef {{name: string, tiles: string[]}} BoardSetting
 */
export class TileModels extends EventTarget {
  #board;
  #choose;
  #isFixed;
  #asked = 0;                      // loads begun: only the last one counts
  #known = new Set();              // ids of all that the hub has, also of those that were not chosen
  /** @type {Map<string, Model>} */
  models = new Map();
  /** @type {BoardSetting[]} */
  boards = [];

  /**
   * @param {import('../board/board.js').Board} board
   * @param {(tiles: any[], boards: BoardSetting[]) => any[]} choose which of the hub's tiles, in order
   * @param {(boards: BoardSetting[]) => boolean} isFixed whether a tile that is new does not join them
   * @param {AbortSignal} [signal] ends them; without one they live as long as the page
   */
  constructor(board, choose, isFixed, signal) {
    super();
    this.#board = board;
    this.#choose = choose;
    this.#isFixed = isFixed;
    board.addEventListener('arrived', event => {
      const { entry } = /** @type {CustomEvent} */ (event).detail;
      if (!entry.isGap) this.#take(entry);
    }, { signal });
    board.addEventListener('greeted', () => this.load(), { signal });       // something may have come while nobody heard
  }

  get isAsked() {
    return this.#asked > 0;
  }

  async load() {
    const asked = ++this.#asked;
    try {
      const answer = await fetch(hubUrl('api/tiles'));
      if (!answer.ok) throw new Error(await problemOf(answer));
      const { tiles, boards } = await answer.json();
      const models = this.#choose(tiles, boards).map(tile => new PURPOSES[/** @type {keyof typeof PURPOSES} */ (tile.show)](tile, this.#board));
      await Promise.all(models.map(model => model.load()));
      if (asked !== this.#asked) return;
      this.boards = boards;
      this.#known = new Set(tiles.map((/** @type {{id: string}} */ { id }) => id));
      this.models = new Map(models.map(model => [model.id, model]));
      this.dispatchEvent(new CustomEvent('loaded'));
      this.#tell('');
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#tell(/** @type {Error} */ (error).message);
      setTimeout(() => { if (asked === this.#asked) this.load(); }, RETRY);
    }
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  #take(entry) {
    for (const model of this.models.values()) model.take(entry);
    if (entry.source !== 'tiles' || !this.#board.isNew(entry) || this.#isFixed(this.boards)) return;
    const { key, removed } = parsed(entry.raw);
    if (Boolean(removed) !== this.#known.has(key)) return;
    if (removed) this.#known.delete(key);
    else this.#known.add(key);
    this.load();                                                // one appeared, or went
  }

  /** @param {string} why */
  #tell(why) {
    this.dispatchEvent(new CustomEvent('trouble', { detail: why }));
  }
}
