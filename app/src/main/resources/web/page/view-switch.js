// @ts-check
import { hubUrl } from './hub-url.js';

/**
 * Which of the three views is shown: Stream at `/`, Board at `/board/{name}`, Sources at `/sources`. One store stands behind
 * them all, so nothing is loaded anew; what only one of them needs is loaded when it is first shown.
 *
 * @typedef {'stream' | 'board' | 'sources'} View
 */
export class ViewSwitch {
  #board;
  #streamSearch = '';                // the stream's query, while another view has the address
  /** @type {View} */
  current = 'stream';

  /** @param {import('../board/board.js').Board} board */
  constructor(board) {
    this.#board = board;
  }

  begin() {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('nav a'))) {
      link.addEventListener('click', event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.show(/** @type {View} */ (link.dataset.view));
      });
    }
    addEventListener('popstate', () => this.#draw());
    this.#draw();
  }

  /** @param {View} view */
  show(view) {
    if (view === this.current) return void this.#draw();      // it may not have come
    if (this.current === 'stream') this.#streamSearch = location.search;
    const path = { stream: `./${this.#streamSearch}`, board: 'board/main', sources: 'sources' }[view];
    history.pushState(null, '', hubUrl(path));
    this.#draw();
  }

  /** @param {string} name */
  showBoard(name) {
    this.goTo(hubUrl(`board/${encodeURIComponent(name)}`));
  }

  /** @param {URL} url at this hub, of one of the views */
  goTo(url) {
    if (this.current === 'stream') this.#streamSearch = location.search;
    history.pushState(null, '', url);
    this.#draw();
    dispatchEvent(new PopStateEvent('popstate'));
  }

  toggleBoard() {
    this.show(this.current === 'board' ? 'stream' : 'board');
  }

  /** @returns {boolean} whether it was a wall screen */
  leaveTv() {
    if (!document.body.classList.contains('tv')) return false;
    history.replaceState(null, '', location.pathname);
    this.#draw();
    return true;
  }

  async #draw() {
    const [first, name] = location.pathname.slice(hubUrl('').pathname.length).split('/');
    const view = first === 'board' || first === 'sources' ? first : 'stream';
    this.current = view;
    document.body.dataset.view = view;
    for (const section of document.querySelectorAll('main > section')) /** @type {HTMLElement} */ (section).hidden = section.id !== view;
    for (const link of document.querySelectorAll('nav a')) {
      if (link.getAttribute('data-view') === view) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    document.body.classList.toggle('tv', view === 'board' && new URLSearchParams(location.search).has('tv'));
    if (view === 'board') await this.#drawBoard(decodeURIComponent(name ?? 'main'));
    if (view === 'sources') await this.#drawSources();
  }

  /** @param {string} name */
  async #drawBoard(name) {
    const { showBoard } = await import('../tiles/board-view.js');
    if (this.current === 'board') showBoard(part('board'), this.#board, name, search => this.#toStream(search));
  }

  async #drawSources() {
    const { showSources } = await import('../sources/sources-view.js');
    if (this.current === 'sources') showSources(part('sources'), this.#board, search => this.#toStream(search));
  }

  /** @param {string} search the messages behind something */
  #toStream(search) {
    this.goTo(hubUrl(`./${search}`));
  }
}

/** @param {string} id */
const part = id => /** @type {HTMLElement} */ (document.getElementById(id));
