// @ts-check

const KEY = 'heliograph.views';

/**
 * The views that somebody saved in this browser: a name for an address, and how it may call for attention. Nothing calls
 * unless they chose so.
 *
 * @typedef {'count' | 'ring' | 'notify'} Call
 * @typedef {{name: string, search: string, calls: Call[]}} SavedView
 */
export class SavedViews extends EventTarget {
  /** @type {SavedView[]} */
  #views = read();

  get all() {
    return this.#views;
  }

  /** @param {string} name one that is there already is replaced @param {string} search */
  save(name, search) {
    const calls = this.#views.find(view => view.name === name)?.calls ?? [];
    this.#keep([...this.#views.filter(view => view.name !== name), { name, search, calls }]);
  }

  /** @param {string} name @param {Call} call @param {boolean} wanted */
  setCall(name, call, wanted) {
    this.#keep(this.#views.map(view => (view.name !== name ? view
      : { ...view, calls: [...view.calls.filter(other => other !== call), ...(wanted ? [call] : [])] })));
  }

  /** @param {string} name */
  remove(name) {
    this.#keep(this.#views.filter(view => view.name !== name));
  }

  /** @param {SavedView[]} views */
  #keep(views) {
    this.#views = views;
    try {
      localStorage.setItem(KEY, JSON.stringify(views));
    } catch {
      // a browser that stores nothing keeps them until the page is closed
    }
    this.dispatchEvent(new CustomEvent('change'));
  }
}

/** @returns {SavedView[]} */
function read() {
  try {
    const views = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return views.filter((/** @type {any} */ view) => typeof view?.name === 'string' && typeof view.search === 'string' && Array.isArray(view.calls));
  } catch {
    return [];
  }
}
