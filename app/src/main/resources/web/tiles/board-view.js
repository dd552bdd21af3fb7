// @ts-check
import { problemOf } from '../history/problem.js';
import { hubUrl } from '../page/hub-url.js';
import { loadStyle } from '../page/load-style.js';
import { parsed } from '../store/entry.js';
import { CountTile } from './count-tile.js';
import './hub-tile.js';
import { LastTile } from './last-tile.js';
import { PutTile } from './put-tile.js';

const TURN = 500;          // ms between two drawings
const RETRY = 5_000;       // ms
const MARKUP = `<header><h2></h2><nav aria-label="Boards"></nav><a class="button wall" title="Fill the screen; Esc leaves">Wall screen</a></header>
  <p class="note" role="status" hidden></p><div class="tiles"></div>
  <div class="first" hidden><p>No tiles yet. Put one there from any shell that reaches this hub:</p><div class="command"><code></code></div></div>`;
const PURPOSES = { count: CountTile, rate: CountTile, last: LastTile, put: PutTile };

/** @type {BoardView | undefined} */
let view;

/**
 * Shows a board.
 *
 * @param {HTMLElement} section @param {import('../board/board.js').Board} board @param {string} name
 * @param {(search: string) => void} toStream shows messages
 */
export async function showBoard(section, board, name, toStream) {
  await loadStyle('board.css');
  view ??= new BoardView(section, board, toStream);
  view.show(name);
}

/** The tiles of one board, live. Made once; while another view is shown it listens and does not draw. */
class BoardView {
  #section;
  #board;
  #name = '';
  /** @type {Map<string, {model: CountTile | LastTile | PutTile, element: import('./hub-tile.js').HubTile}>} */
  #tiles = new Map();
  #asked = 0;                      // loads begun: only the last one counts
  /** @type {{name: string, tiles: string[]}[]} */
  #boards = [];
  #rotatedAt = Date.now();
  /** @type {any} */
  #wakeLock;

  /** @param {HTMLElement} section @param {import('../board/board.js').Board} board @param {(search: string) => void} toStream */
  constructor(section, board, toStream) {
    this.#section = section;
    this.#board = board;
    const template = document.createElement('template');
    template.innerHTML = MARKUP;                 // our own
    section.append(template.content);
    this.#part('code').textContent = `curl -X PUT ${hubUrl('api/tiles/queue')} -d '{"title":"Queue","value":17,"unit":"jobs","ttl":60}'`;
    section.addEventListener('click', event => this.#clicked(event, toStream));
    board.addEventListener('arrived', event => {
      const { entry } = /** @type {CustomEvent} */ (event).detail;
      if (!entry.isGap) this.#take(entry);
    });
    board.addEventListener('greeted', () => this.#load());       // something may have come while nobody heard
    setInterval(() => this.#draw(), TURN);
  }

  /** @param {string} name */
  show(name) {
    this.#name = name;
    this.#rotatedAt = Date.now();
    this.#part('h2').textContent = name;
    this.#part('.wall').setAttribute('href', hubUrl(`board/${encodeURIComponent(name)}?tv=1`).href);
    this.#load();
    this.#keepAwake();
  }

  async #load() {
    const asked = ++this.#asked;
    try {
      const answer = await fetch(hubUrl('api/tiles'));
      if (!answer.ok) throw new Error(await problemOf(answer));
      const { tiles, boards } = await answer.json();
      const models = this.#chosen(tiles, boards).map(tile => new PURPOSES[/** @type {keyof typeof PURPOSES} */ (tile.show)](tile, this.#board));
      await Promise.all(models.map(model => model.load()));
      if (asked === this.#asked) this.#place(models, boards);
      this.#note('');
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#note(`The tiles could not be read: ${/** @type {Error} */ (error).message}`);
      setTimeout(() => { if (asked === this.#asked) this.#load(); }, RETRY);
    }
  }

  /** A board that nobody configured shows them all. @param {any[]} tiles @param {{name: string, tiles: string[]}[]} boards @returns {any[]} */
  #chosen(tiles, boards) {
    const board = boards.find(({ name }) => name === this.#name);
    return board ? board.tiles.map(id => tiles.find(tile => tile.id === id) ?? { id, show: 'put', ttl: 0 }) : tiles;
  }

  /** @param {(CountTile | LastTile | PutTile)[]} models @param {{name: string, tiles: string[]}[]} boards */
  #place(models, boards) {
    this.#boards = boards;
    this.#tiles = new Map(models.map(model => [model.id, { model, element: this.#tiles.get(model.id)?.element ?? newTile() }]));
    this.#part('.tiles').replaceChildren(...[...this.#tiles.values()].map(({ element }) => element));
    const names = [...new Set(['main', this.#name, ...boards.map(({ name }) => name)])];
    this.#part('nav').replaceChildren(...(names.length < 2 ? [] : names.map(name => this.#link(name))));
    this.#draw();
  }

  /** @param {string} name */
  #link(name) {
    const link = document.createElement('a');
    link.href = hubUrl(`board/${encodeURIComponent(name)}`).href;
    link.textContent = name;
    if (name === this.#name) link.setAttribute('aria-current', 'page');
    return link;
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  #take(entry) {
    for (const { model } of this.#tiles.values()) model.take(entry);
    if (entry.source !== 'tiles' || !this.#board.isNew(entry)) return;
    const { key, removed } = parsed(entry.raw);
    const isConfigured = this.#boards.some(({ name }) => name === this.#name);
    if (!isConfigured && Boolean(removed) === this.#tiles.has(key)) this.#load();       // one appeared, or went
  }

  #draw() {
    if (this.#section.hidden || document.hidden) return;
    const now = Date.now();
    const tone = document.body.dataset.link;
    const trouble = tone === 'lost' || tone === 'stale' ? 'no connection to the hub' : '';
    for (const { model, element } of this.#tiles.values()) element.draw(model.face(now), trouble);
    this.#part('.first').hidden = this.#tiles.size > 0 || this.#asked === 0;
    this.#rotate(now);
  }

  /** `?tv=1&rotate=30`: the configured boards, one after the other. @param {number} now ms */
  #rotate(now) {
    const seconds = Number(new URLSearchParams(location.search).get('rotate'));
    if (!(seconds > 0) || this.#boards.length < 2 || now - this.#rotatedAt < seconds * 1000) return;
    const next = this.#boards[(this.#boards.findIndex(({ name }) => name === this.#name) + 1) % this.#boards.length].name;
    history.replaceState(null, '', hubUrl(`board/${encodeURIComponent(next)}${location.search}`));
    this.show(next);
  }

  async #keepAwake() {
    if (!document.body.classList.contains('tv') || this.#wakeLock) return;
    try {
      this.#wakeLock = await /** @type {any} */ (navigator).wakeLock?.request('screen');
    } catch {
      // a battery that is low, or plain http: the screen sleeps when it likes
    }
  }

  /** @param {MouseEvent} event @param {(search: string) => void} toStream */
  #clicked(event, toStream) {
    const link = /** @type {Element} */ (event.target).closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.search) {
      event.preventDefault();
      toStream(link.dataset.search);
    }
  }

  /** @param {string} text */
  #note(text) {
    const note = this.#part('.note');
    note.hidden = text === '';
    note.textContent = text;
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.#section.querySelector(selector));
  }
}

function newTile() {
  return /** @type {import('./hub-tile.js').HubTile} */ (document.createElement('hub-tile'));
}
