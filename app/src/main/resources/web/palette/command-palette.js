// @ts-check
import { visibleText } from '../list/visible-text.js';
import { keyCap } from '../page/key-cap.js';
import { fuzzyMatch } from './fuzzy-match.js';
import { entriesNow, entriesOfHub } from './palette-entries.js';

const MOST = 50;           // entries shown

/** @typedef {import('./palette-entries.js').Entry} Entry */

/** @type {CommandPalette | undefined} */
let filled;

/**
 * Fills the palette, which is open: everything that can be done, found by a few of its letters.
 *
 * @param {HTMLDialogElement} dialog @param {import('./palette-entries.js').Page} page
 */
export function fillPalette(dialog, page) {
  filled?.end();             // one that was closed and opened again in one frame has not heard of it yet
  filled = new CommandPalette(dialog, page);
  return filled.begin();
}

/** One opening of the palette, until it closes. */
class CommandPalette {
  #page;
  #dialog;
  #input;
  #list;
  /** @type {Entry[]} */
  #entries;
  /** @type {Entry[]} */
  #found = [];
  #chosen = 0;
  #isWhole = false;          // the hub has said what it has
  #closed = new AbortController();

  /** @param {HTMLDialogElement} dialog @param {import('./palette-entries.js').Page} page */
  constructor(dialog, page) {
    this.#page = page;
    this.#entries = entriesNow(page);
    this.#dialog = dialog;
    this.#input = /** @type {HTMLInputElement} */ (dialog.querySelector('input'));
    this.#list = /** @type {HTMLElement} */ (dialog.querySelector('ul'));
  }

  async begin() {
    const { signal } = this.#closed;
    // `close` comes with the next frame, when another opening may have begun
    this.#dialog.addEventListener('close', () => { if (!this.#dialog.open) this.end(); }, { signal });
    this.#dialog.addEventListener('click', event => this.#clicked(event), { signal });
    this.#dialog.addEventListener('keydown', event => this.#key(event), { signal });
    this.#input.addEventListener('input', () => this.#find(), { signal });
    this.#find();
    this.#entries.push(...await entriesOfHub(this.#page));
    this.#isWhole = true;
    if (!signal.aborted) this.#find(this.#chosen > 0 ? this.#found[this.#chosen] : undefined);
  }

  end() {
    this.#closed.abort();
    this.#list.replaceChildren();
  }

  /** @param {Entry} [kept] that somebody has gone to */
  #find(kept) {
    const typed = this.#input.value;
    const matches = this.#entries.flatMap(entry => {
      const match = fuzzyMatch(typed, `${entry.kind} ${entry.says}`);
      return match ? [{ entry, ...match }] : [];
    });
    const best = matches.sort((one, other) => other.score - one.score).slice(0, MOST);
    this.#found = best.map(({ entry }) => entry);
    this.#list.replaceChildren(...best.map(({ entry, places }, i) => option(entry, places, i)));
    /** @type {HTMLElement} */ (this.#dialog.querySelector('.none')).textContent = best.length > 0 ? '' :
      this.#isWhole ? 'Nothing like that can be done.' : 'Asking the hub what else there is…';
    this.#choose(kept ? Math.max(0, this.#found.indexOf(kept)) : 0);
  }

  /** @param {number} index */
  #choose(index) {
    const options = [...this.#list.children];
    this.#chosen = options.length === 0 ? -1 : (index + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === this.#chosen)));
    const chosen = options[this.#chosen];
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) this.#input.setAttribute('aria-activedescendant', chosen.id);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown': this.#choose(this.#chosen + 1); break;
      case 'ArrowUp': this.#choose(this.#chosen - 1); break;
      case 'Enter': this.#take(this.#chosen); break;
      case 'k': if (!(event.ctrlKey || event.metaKey) || event.shiftKey) return; this.#dialog.close(); break;     // as it was opened
      default: return;
    }
    event.preventDefault();
  }

  /** @param {Event} event */
  #clicked(event) {
    const option = /** @type {Element} */ (event.target).closest('[role=option]');
    if (option) this.#take([...this.#list.children].indexOf(option));
    else if (event.target === this.#dialog) this.#dialog.close();      // its backdrop
  }

  /** @param {number} index */
  #take(index) {
    const entry = this.#found[index];
    if (!entry) return;
    this.end();
    this.#dialog.close();
    entry.run();
  }
}

/** @param {Entry} entry @param {number[]} places of the typed letters in kind and text @param {number} index */
function option({ kind, says, keys }, places, index) {
  const option = document.createElement('li');
  option.id = `palette-${index}`;
  option.role = 'option';
  const what = document.createElement('span');
  what.className = 'kind';
  what.textContent = kind;
  const name = document.createElement('bdi');
  name.append(...lettered(says, places.map(place => place - kind.length - 1)));
  option.append(what, name, ...keys.slice(0, 1).map(keyCap));
  return option;
}

/** With the letters marked that were typed. @param {string} text @param {number[]} places */
function lettered(text, places) {
  return [...text].map((letter, i) => {
    if (!places.includes(i)) return visibleText(letter);
    const mark = document.createElement('b');
    mark.textContent = visibleText(letter);
    return mark;
  });
}
