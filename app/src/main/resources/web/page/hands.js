// @ts-check
import { Filter } from '../filter/filter.js';
import { filterFromQuery, queryFromFilter } from '../filter/filter-url.js';
import { Range } from '../filter/range.js';
import { Query } from '../query/query.js';
import { LEVELS } from '../store/entry.js';
import { isTyping, listenToKeys } from './keys.js';
import { loadStyle } from './load-style.js';

const AROUND = 50;         // messages before and behind
const ERRORS = new Set(['error', 'fatal']);
const WARNINGS = new Set(['warn', ...ERRORS]);

/** What a person does, with pointer, finger or keys, and what it does to the board and the list. */
export class Hands {
  #board;
  #picture;
  #views;
  #savedViews;
  #wanted = '';                // the id that an address asks to show, until it is there

  /**
   * @param {import('../board/board.js').Board} board @param {import('./picture.js').Picture} picture
   * @param {import('./view-switch.js').ViewSwitch} views @param {import('./saved-views.js').SavedViews} savedViews
   */
  constructor(board, picture, views, savedViews) {
    this.#board = board;
    this.#picture = picture;
    this.#views = views;
    this.#savedViews = savedViews;
  }

  begin() {
    this.#listen();
    this.#listenToMessage();
    this.#listenToButtons();
    this.#listenToKeys();
    const { list, filterBar } = this.#picture;
    filterBar.fields = async () => (await import('../history/fields.js')).fieldsOf(this.#board.filter);
    this.#openMenus();
    addEventListener('popstate', () => this.#followAddress());
    addEventListener('hashchange', () => this.#followAddress());
    this.#board.addEventListener('arrived', () => this.#showWanted());
    list.addEventListener('drawn', () => this.#showWanted());
    const { q } = filterFromQuery(location.search);
    if (q) filterBar.type(q);
    this.#followHash();
  }

  /** @param {Partial<Pick<Filter, 'query' | 'sources' | 'levels' | 'range'>>} change */
  #filter(change) {
    this.#board.filter = this.#board.filter.with(change);
  }

  #listen() {
    const { list, histogram, filterBar, rail, viewsMenu } = this.#picture;
    on(filterBar, 'query-choice', query => { if (query.text !== this.#board.filter.query.text) this.#filter({ query }); });
    on(rail, 'sources-choice', sources => this.#filter({ sources }));
    on(rail, 'levels-choice', levels => this.#filter({ levels }));
    on(histogram, 'range-choice', range => this.#filter({ range }));
    on(histogram, 'time-pick', at => this.#goTo(at, histogram.stretch.width));
    on(viewsMenu, 'view-choice', search => {
      this.#board.filter = filterFromQuery(search).filter;
      this.#picture.closeMenus();
    });
    on(list, 'gap-fill', place => this.#fillGap(place));
  }

  /** What menus need is loaded when they first open. */
  #openMenus() {
    const { viewsMenu, exportMenu } = this.#picture;
    once(viewsMenu, 'toggle', async () => {
      await Promise.all([import('../elements/views-menu.js'), loadStyle('menus.css')]);
      viewsMenu.watch(this.#savedViews, () => queryFromFilter(this.#board.filter));
    });
    once(exportMenu, 'toggle', async () => {
      await Promise.all([import('../elements/export-menu.js'), loadStyle('menus.css')]);
      exportMenu.watch(this.#board);
    });
  }

  /** @param {number} place */
  async #fillGap(place) {
    try {
      const { fillGap } = await import('../history/gap-filler.js');
      await fillGap(this.#board, place);
    } catch (error) {
      this.#picture.complain(/** @type {Error} */ (error).message);
    }
  }

  #listenToMessage() {
    const { list, inspector } = this.#picture;
    on(list, 'message-open', entry => this.#picture.openMessage(entry));
    on(inspector, 'inspector-close', () => this.#picture.focusList());
    on(inspector, 'around', entry => this.#showAround(entry.id));
    on(inspector, 'value-pick', ({ path, token, excluded }) => this.#pickValue(path, token, excluded));
    on(inspector, 'value-chart', path => this.#picture.openChart(path));
  }

  #listenToButtons() {
    const { list, holdButton, jumpButton, readOnButton, clearButton, beginButton, railButton, rangeButton, foldButton, helpButton, historyButton } = this.#picture;
    holdButton.onclick = () => this.#toggleHold();
    jumpButton.onclick = () => this.#backToLive();
    readOnButton.onclick = () => list.readOn();
    clearButton.onclick = () => { this.#board.filter = Filter.NONE; };
    beginButton.onclick = () => this.#filter({ query: new Query(`${this.#board.filter.query.text.trim()}*`) });
    railButton.onclick = () => this.#picture.showRail(!this.#picture.isRailShown);
    rangeButton.onclick = () => this.#filter({ range: Range.ALL });
    foldButton.onclick = () => this.#toggleFold();
    helpButton.onclick = () => this.#picture.showKeys();
    historyButton.onclick = () => list.dropPast();
  }

  #listenToKeys() {
    const { list, inspector, filterBar } = this.#picture;
    const find = (/** @type {1 | -1} */ step, /** @type {Set<string>} */ levels) =>
      this.#show(() => list.find(step, entry => 'level' in entry && levels.has(entry.level)));
    listenToKeys({
      ' ': () => this.#toggleHold(), 'n': () => list.readOn(), 'G': () => this.#backToLive(), 'End': () => this.#backToLive(),
      'g': () => list.oldest(), 'Home': () => list.oldest(), 'PageUp': () => list.page(-1), 'PageDown': () => list.page(1),
      'ArrowUp': () => this.#show(() => list.move(-1)), 'ArrowDown': () => this.#show(() => list.move(1)),
      'k': () => this.#show(() => list.move(-1)), 'j': () => this.#show(() => list.move(1)),
      'e': () => find(-1, ERRORS), 'E': () => find(1, ERRORS), 'w': () => find(-1, WARNINGS), 'W': () => find(1, WARNINGS),
      'Enter': () => { if (list.current) this.#picture.openMessage(list.current); },
      'c': () => { if (!inspector.hidden) inspector.copy(); },
      'a': () => { if (inspector.entry ?? list.current) this.#showAround((inspector.entry ?? list.current)?.id ?? ''); },
      'm': () => list.toggleMark(), 'u': () => this.#show(() => list.findMark(-1)), 'U': () => this.#show(() => list.findMark(1)),
      't': () => list.nextTimeMode(), 'r': () => this.#toggleFold(), 'b': () => this.#views.toggleBoard(),
      '/': () => filterBar.focus(), '?': () => this.#picture.showKeys(),
    }, () => this.#backOut());
  }

  #toggleHold() {
    const { list } = this.#picture;
    if (list.isLive) list.hold();
    else list.release();
  }

  #backToLive() {
    if (!this.#board.filter.range.isAll) this.#filter({ range: Range.ALL });
    this.#picture.list.release();
  }

  #toggleFold() {
    this.#board.fold(!this.#board.shown.folds);
  }

  /** One step out: menu, message, rail, range, text field. */
  #backOut() {
    const { inspector } = this.#picture;
    if (this.#picture.closeMenus()) return;
    if (this.#views.leaveTv()) return;
    if (isTyping()) return this.#picture.focusList();
    if (!inspector.hidden) return inspector.close();
    if (this.#picture.isRailShown) return this.#picture.showRail(false);
    if (!this.#board.filter.range.isAll) return this.#filter({ range: Range.ALL });
    this.#picture.focusList();
  }

  /** Moves in the list; an open message follows. @param {() => void} move */
  #show(move) {
    const { list, inspector } = this.#picture;
    move();
    if (!inspector.hidden && list.current) this.#picture.openMessage(list.current);
  }

  /** @param {string} path @param {string} token @param {boolean} excluded */
  async #pickValue(path, token, excluded) {
    const { sources, levels, query } = this.#board.filter;
    const value = token[0] === '"' ? JSON.parse(token) : token;
    if (path === 'source') return this.#filter({ sources: excluded ? sources.toggle(value) : sources.single(value) });
    if (path === 'level' && LEVELS.includes(value)) return this.#filter({ levels: excluded ? levels.toggle(value) : levels.single(value) });
    const { clauseFor, negated, withClause } = await import('../filter/clause-text.js');
    const clause = clauseFor(path, token);
    this.#filter({ query: new Query(withClause(query.text, excluded ? negated(clause) : clause)) });
  }

  /** @param {number} at ms @param {number} width ms */
  #goTo(at, width) {
    if (this.#picture.list.goTo(at)) return;
    this.#filter({ range: new Range(undefined, { text: new Date(at + width).toISOString(), at: at + width }) });
  }

  /** @param {string} id */
  #showAround(id) {
    const newest = this.#board.hello?.newest ?? Infinity;
    const seen = Number(this.#board.span?.newest.replace(/.*-/, '') ?? 0);
    this.#board.filter = Filter.NONE.with({ range: Range.around(id, AROUND, Math.max(newest, seen)) });
    this.#wanted = id;
    this.#views.show('stream');
  }

  #followAddress() {
    if (this.#views.current !== 'stream') return;
    this.#board.filter = filterFromQuery(location.search).filter;
    this.#followHash();
  }

  /** `#k3f9-42`: that message, and what stood around it. */
  #followHash() {
    const id = /^#([a-z0-9]+-\d+)$/.exec(location.hash)?.[1];
    if (!id) return;
    if (this.#board.hello) return this.#showAround(id);
    const timer = setInterval(() => {             // how far it may look, the hub says first
      if (!this.#board.hello) return;
      clearInterval(timer);
      this.#showAround(id);
    }, 50);
  }

  #showWanted() {
    if (this.#wanted === '' || this.#board.shown.isScanning || !this.#picture.list.pick(this.#wanted)) return;
    this.#wanted = '';
    const { current } = this.#picture.list;
    if (current) this.#picture.openMessage(current);
  }
}

/** @param {EventTarget} target @param {string} type @param {(detail: any) => void} act */
function on(target, type, act) {
  target.addEventListener(type, event => act(/** @type {CustomEvent} */ (event).detail));
}

/** Also of what stands inside, and does not bubble. @param {EventTarget} target @param {string} type @param {() => void} act */
function once(target, type, act) {
  target.addEventListener(type, act, { once: true, capture: true });
}
