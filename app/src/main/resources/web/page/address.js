// @ts-check
import { Filter } from '../filter/filter.js';
import { filterFromQuery } from '../filter/filter-url.js';
import { Range } from '../filter/range.js';
import { parts } from './parts.js';
import { searchOf, showSearch } from './view-search.js';

const AROUND = 50;         // messages before and behind
const GREETING = 50;       // ms between two looks whether the hub has said how far it goes

/** The address bar: it says what is shown, and what it says is shown. `#k3f9-42`: that message, and what stood around it. */
export class Address {
  #board;
  #views;
  #panels;
  #url = location.search;
  #wanted = '';                // the id that it asks to show, until it is there

  /**
   * @param {import('../board/board.js').Board} board @param {import('./view-switch.js').ViewSwitch} views
   * @param {import('./panels.js').Panels} panels
   */
  constructor(board, views, panels) {
    this.#board = board;
    this.#views = views;
    this.#panels = panels;
  }

  begin() {
    addEventListener('popstate', () => this.#follow());
    addEventListener('hashchange', () => this.#follow());
    this.#board.addEventListener('arrived', () => this.#showWanted());
    parts.list.addEventListener('drawn', () => this.#showWanted());
    const { q } = filterFromQuery(location.search);
    if (q) parts.filterBar.type(q);
    this.#followHash();
  }

  draw() {
    const search = searchOf(this.#board);
    if (search === this.#url || document.body.dataset.view !== 'stream') return;
    this.#url = search;
    history.replaceState(null, '', search || location.pathname);
  }

  /** @param {string} id */
  showAround(id) {
    const newest = this.#board.hello?.newest ?? Infinity;
    const seen = Number(this.#board.span?.newest.replace(/.*-/, '') ?? 0);
    this.#board.filter = Filter.NONE.with({ range: Range.around(id, AROUND, Math.max(newest, seen)) });
    this.#wanted = id;
    this.#views.show('stream');
  }

  #follow() {
    if (this.#views.current !== 'stream') return;
    showSearch(this.#board, location.search);
    this.#followHash();
  }

  #followHash() {
    const id = /^#([a-z0-9]+-\d+)$/.exec(location.hash)?.[1];
    if (!id) return;
    if (this.#board.hello) return this.showAround(id);
    const timer = setInterval(() => {             // how far it may look, the hub says first
      if (!this.#board.hello) return;
      clearInterval(timer);
      this.showAround(id);
    }, GREETING);
  }

  #showWanted() {
    if (this.#wanted === '' || this.#board.shown.isScanning || !parts.list.navigation.pick(this.#wanted)) return;
    this.#wanted = '';
    const { current } = parts.list;
    if (current) this.#panels.openMessage(current);
  }
}
