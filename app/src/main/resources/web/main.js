// @ts-check
import './elements/connection-pill.js';
import './elements/empty-state.js';
import './elements/filter-bar.js';
import './elements/message-inspector.js';
import './elements/new-version-note.js';
import './elements/source-rail.js';
import './elements/status-line.js';
import './list/message-list.js';
import { Board } from './board/board.js';
import { Feed } from './board/feed.js';
import { Filter } from './filter/filter.js';
import { filterFromQuery } from './filter/filter-url.js';
import { listenToKeys } from './page/keys.js';
import { Picture } from './page/picture.js';
import { SupervisedStream } from './stream/supervised-stream.js';

// hub ──▶ stream ──▶ feed ──▶ board ──▶ picture: one way, and what a person does goes to the board or to the list.

const board = new Board(filterFromQuery(location.search));
const feed = new Feed(board);
const stream = new SupervisedStream(new URL('api/stream', document.baseURI).href, note => feed.take(note));
const picture = new Picture(board);
const { list, inspector, filterBar, rail } = picture;

/** @param {Filter} filter */
const setFilter = filter => { board.filter = filter; };
const toggleHold = () => (list.isLive ? list.hold() : list.release());
const showRail = (/** @type {boolean} */ shown) => {
  document.body.classList.toggle('rail-open', shown);
  picture.railButton.setAttribute('aria-expanded', String(shown));
};
const move = (/** @type {1 | -1} */ step) => {
  list.move(step);
  if (inspector.isOpen && list.current) inspector.open(list.current);
};

filterBar.addEventListener('filter-text', event => setFilter(board.filter.withText(/** @type {CustomEvent} */ (event).detail)));
rail.addEventListener('sources-choice', event => setFilter(board.filter.withSources(/** @type {CustomEvent} */ (event).detail)));
rail.addEventListener('levels-choice', event => setFilter(board.filter.withLevels(/** @type {CustomEvent} */ (event).detail)));
list.addEventListener('message-open', event => inspector.open(/** @type {CustomEvent} */ (event).detail));
inspector.addEventListener('inspector-close', () => picture.scroller.focus({ preventScroll: true }));
picture.holdButton.addEventListener('click', toggleHold);
picture.jumpButton.addEventListener('click', () => list.release());
picture.clearButton.addEventListener('click', () => setFilter(Filter.NONE));
picture.railButton.addEventListener('click', () => showRail(!document.body.classList.contains('rail-open')));

listenToKeys({
  ' ': toggleHold, 'G': () => list.release(), 'End': () => list.release(), 'g': () => list.oldest(), 'Home': () => list.oldest(),
  'PageUp': () => list.page(-1), 'PageDown': () => list.page(1),
  'ArrowUp': () => move(-1), 'ArrowDown': () => move(1), 'k': () => move(-1), 'j': () => move(1),
  'Enter': () => { if (list.current) inspector.open(list.current); },
  'c': () => { if (inspector.isOpen) inspector.copy(); },
  '/': () => filterBar.focus(),
}, () => {
  if (inspector.isOpen) inspector.close();
  else if (document.body.classList.contains('rail-open')) showRail(false);
  else picture.scroller.focus({ preventScroll: true });
});

addEventListener('online', () => stream.wake());
document.addEventListener('visibilitychange', () => { if (!document.hidden) stream.wake(); });
addEventListener('popstate', () => setFilter(filterFromQuery(location.search)));

picture.begin();
stream.start();
