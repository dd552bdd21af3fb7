// @ts-check
import { Filter } from '../filter/filter.js';
import { Range } from '../filter/range.js';
import { Query } from '../query/query.js';
import { LEVELS } from '../store/entry.js';
import { isTyping } from './keyboard.js';
import { parts } from './parts.js';

const ERRORS = new Set(['error', 'fatal']);
const WARNINGS = new Set(['warn', ...ERRORS]);

/** What a person can have done, however they ask for it: with a key, a button, or by name. */
export class Commands {
  #board;
  #panels;
  #views;
  #address;

  /**
   * @param {import('../board/board.js').Board} board @param {import('./panels.js').Panels} panels
   * @param {import('./view-switch.js').ViewSwitch} views @param {import('./address.js').Address} address
   */
  constructor(board, panels, views, address) {
    this.#board = board;
    this.#panels = panels;
    this.#views = views;
    this.#address = address;
  }

  /** @param {Partial<Pick<import('../filter/filter.js').Filter, 'query' | 'sources' | 'levels' | 'range'>>} change */
  filter(change) {
    this.#board.filter = this.#board.filter.with(change);
  }

  toggleHold() {
    if (parts.list.isLive) parts.list.hold();
    else parts.list.release();
  }

  backToLive() {
    if (!this.#board.filter.range.isAll) this.filter({ range: Range.ALL });
    parts.list.release();
  }

  toggleFold() {
    this.#board.fold(!this.#board.shown.folds);
  }

  /** @param {1 | -1} step to newer or older messages */
  move(step) {
    parts.list.navigation.move(step);
    this.#panels.followCurrent();
  }

  /** @param {1 | -1} step */
  findError(step) {
    this.#find(step, ERRORS);
  }

  /** @param {1 | -1} step */
  findWarning(step) {
    this.#find(step, WARNINGS);
  }

  /** @param {1 | -1} step */
  findMark(step) {
    parts.list.findMark(step);
    this.#panels.followCurrent();
  }

  openCurrent() {
    if (parts.list.current) this.#panels.openMessage(parts.list.current);
  }

  copyOpen() {
    this.#withOpen(inspector => inspector.copy());
  }

  copyLink() {
    this.#withOpen(inspector => inspector.copyLink());
  }

  copyReplay() {
    this.#withOpen(inspector => inspector.copyReplay());
  }

  clearFilter() {
    this.#board.filter = Filter.NONE;
  }

  showAround() {
    if (this.#chosen) this.#address.showAround(this.#chosen.id);
  }

  togglePin() {
    if (this.#chosen) this.#panels.togglePin(this.#chosen);
  }

  showDiff() {
    if (this.#chosen) this.#panels.openDiff(this.#chosen);
  }

  /** The message that is open, or else picked. */
  get #chosen() {
    return parts.inspector.entry ?? parts.list.current;
  }

  /** @param {string} path @param {string} token as it stands in JSON @param {boolean} excluded */
  async pickValue(path, token, excluded) {
    const { sources, levels, query } = this.#board.filter;
    const value = token[0] === '"' ? JSON.parse(token) : token;
    if (path === 'source') return this.filter({ sources: excluded ? sources.toggle(value) : sources.single(value) });
    if (path === 'level' && LEVELS.includes(value)) return this.filter({ levels: excluded ? levels.toggle(value) : levels.single(value) });
    const { clauseFor, negated, withClause } = await import('../filter/clause-text.js');
    const clause = clauseFor(path, token);
    this.filter({ query: new Query(withClause(query.text, excluded ? negated(clause) : clause)) });
  }

  /** @param {number} at ms @param {number} width ms */
  goTo(at, width) {
    if (parts.list.navigation.goTo(at)) return;
    this.filter({ range: new Range(undefined, { text: new Date(at + width).toISOString(), at: at + width }) });
  }

  /** One step out: menu, wall screen, text field, message, rail, range. */
  backOut() {
    if (this.#panels.closeMenus()) return;
    if (this.#views.leaveTv()) return;
    if (isTyping()) return this.#panels.focusList();
    if (!parts.inspector.hidden) return parts.inspector.close();
    if (this.#panels.isRailShown) return this.#panels.showRail(false);
    if (!this.#board.filter.range.isAll) return this.filter({ range: Range.ALL });
    this.#panels.focusList();
  }

  /** A message that is picked is opened first. @param {(inspector: typeof parts.inspector) => void} act */
  async #withOpen(act) {
    if (parts.inspector.hidden && parts.list.current) await this.#panels.openMessage(parts.list.current);
    if (!parts.inspector.hidden) act(parts.inspector);
  }

  /** @param {1 | -1} step @param {Set<string>} levels */
  #find(step, levels) {
    parts.list.navigation.find(step, entry => 'level' in entry && levels.has(entry.level));
    this.#panels.followCurrent();
  }
}
