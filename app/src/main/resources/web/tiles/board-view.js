// @ts-check
import { hubUrl } from '../page/hub-url.js';
import { loadStyle } from '../page/load-style.js';
import './hub-tile.js';
import { TileModels } from './tile-models.js';
import { WallScreen } from './wall-screen.js';

const TURN = 500;          // ms between two drawings
const MARKUP = `<header><h2></h2><nav aria-label="Boards"></nav><a class="button wall" title="Fill the screen; Esc leaves">Wall screen</a></header>
  <p class="note" role="status" hidden></p><div class="tiles"></div>
  <div class="first" hidden><p>No tiles yet. Put one there from any shell that reaches this hub:</p><div class="command"><code></code></div></div>`;

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
  #name = '';
  #tiles;
  /** @type {Map<string, import('./hub-tile.js').HubTile>} */
  #elements = new Map();
  #wall = new WallScreen();

  /** @param {HTMLElement} section @param {import('../board/board.js').Board} board @param {(search: string) => void} toStream */
  constructor(section, board, toStream) {
    this.#section = section;
    const template = document.createElement('template');
    template.innerHTML = MARKUP;                 // our own
    section.append(template.content);
    this.#part('code').textContent = `curl -X PUT ${hubUrl('api/tiles/queue')} -d '{"title":"Queue","value":17,"unit":"jobs","ttl":60}'`;
    section.addEventListener('click', event => this.#clicked(event, toStream));
    this.#tiles = new TileModels(board, (tiles, boards) => this.#chosen(tiles, boards),
      boards => boards.some(({ name }) => name === this.#name));
    this.#tiles.addEventListener('loaded', () => this.#place());
    this.#tiles.addEventListener('trouble', event => {
      const { detail } = /** @type {CustomEvent} */ (event);
      this.#note(detail === '' ? '' : `The tiles could not be read: ${detail}`);
    });
    setInterval(() => this.#draw(), TURN);
  }

  /** @param {string} name */
  show(name) {
    this.#name = name;
    this.#part('h2').textContent = name;
    this.#part('.wall').setAttribute('href', hubUrl(`board/${encodeURIComponent(name)}?tv=1`).href);
    this.#tiles.load();
    this.#wall.begin();
  }

  /** A board that nobody configured shows them all. @param {any[]} tiles @param {import('./tile-models.js').BoardSetting[]} boards @returns {any[]} */
  #chosen(tiles, boards) {
    const board = boards.find(({ name }) => name === this.#name);
    return board ? board.tiles.map(id => tiles.find(tile => tile.id === id) ?? { id, show: 'put', ttl: 0 }) : tiles;
  }

  #place() {
    const { models, boards } = this.#tiles;
    this.#elements = new Map([...models.keys()].map(id => [id, this.#elements.get(id) ?? newTile()]));
    this.#part('.tiles').replaceChildren(...this.#elements.values());
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

  #draw() {
    if (this.#section.hidden || document.hidden) return;
    const now = Date.now();
    const tone = document.body.dataset.link;
    const trouble = tone === 'lost' || tone === 'stale' ? 'no connection to the hub' : '';
    for (const [id, element] of this.#elements) {
      const model = this.#tiles.models.get(id);
      if (model) element.draw(model.face(now), trouble);
    }
    this.#part('.first').hidden = this.#elements.size > 0 || !this.#tiles.isAsked;
    const next = this.#wall.next(this.#name, this.#tiles.boards, now);
    if (next) this.show(next);
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
