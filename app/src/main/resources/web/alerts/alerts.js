// @ts-check
import { filterFromQuery } from '../filter/filter-url.js';
import { digest } from '../list/digest.js';

const PAUSE = 60_000;      // ms between two calls of one view, however much arrives

/**
 * Calls for attention when something arrives that a saved view shows, as far as somebody chose that: a count in title and
 * icon, a sound, a notification.
 */
export class Alerts {
  #views;
  /** @type {{view: import('../page/saved-views.js').SavedView, filter: import('../filter/filter.js').Filter}[]} */
  #watched = [];
  /** @type {Map<string, number>} ms of the last call of a view */
  #calledAt = new Map();
  counted = 0;             // since somebody looked

  /** @param {import('../page/saved-views.js').SavedViews} views @param {import('../board/board.js').Board} board */
  constructor(views, board) {
    this.#views = views;
    views.addEventListener('change', () => this.#choose());
    this.#choose();
    board.addEventListener('arrived', event => {
      const { entry } = /** @type {CustomEvent} */ (event).detail;
      if (!entry.isGap && board.isNew(entry)) this.#hear(entry);
    });
  }

  seen() {
    this.counted = 0;
  }

  #choose() {
    this.#watched = this.#views.all.filter(view => view.calls.length > 0)
      .map(view => ({ view, filter: filterFromQuery(view.search).filter }));
  }

  /** @param {import('../store/entry.js').MessageEntry} entry */
  #hear(entry) {
    for (const { view, filter } of this.#watched) {
      if (!filter.accepts(entry)) continue;
      if (view.calls.includes('count')) this.counted++;
      const now = Date.now();
      if (now - (this.#calledAt.get(view.name) ?? 0) < PAUSE) continue;
      this.#calledAt.set(view.name, now);
      if (view.calls.includes('ring')) import('./ring.js').then(({ ring }) => ring());
      if (view.calls.includes('notify')) notify(view.name, entry);
    }
  }
}

/** @param {string} name @param {import('../store/entry.js').MessageEntry} entry */
function notify(name, entry) {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const { content, fields } = digest(entry);
  const note = new Notification(`${name}: ${entry.source}`, { body: (content || fields).slice(0, 200), tag: `heliograph ${name}` });
  note.onclick = () => window.focus();
}
