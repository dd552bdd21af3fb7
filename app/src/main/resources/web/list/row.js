// @ts-check
import { clockTime } from './clock-time.js';
import { digest } from './digest.js';
import { hueClass } from './hue.js';

/** @type {Record<string, string>} */
const TAGS = { fatal: 'FTL', error: 'ERR', warn: 'WRN', info: 'INF', debug: 'DBG', trace: 'TRC', none: '' };
/** @type {Record<string, string>} */
const GAP_REASONS = {
  expired: 'expired', slow: 'this connection was too slow', damaged: 'the journal was damaged' };

/** One of the few row nodes. It is made once, then shows one entry after another; whatever came from outside is text. */
export class Row {
  #time;
  #level;
  #source;
  #size;
  #y = -1;
  content;
  fields;
  place = -1;     // of the entry it shows

  /** @param {HTMLTemplateElement} template */
  constructor(template) {
    const fragment = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    this.node = /** @type {HTMLElement} */ (fragment.firstElementChild);
    const part = (/** @type {string} */ name) => {
      const text = document.createTextNode('');
      /** @type {Element} */ (this.node.querySelector(`.${name}`)).append(text);
      return text;
    };
    this.#time = part('time');
    this.#level = part('level');
    this.#source = part('source');
    this.#size = part('size');
    this.content = part('content');
    this.fields = part('fields');
  }

  /** @param {import('../store/entry.js').Entry} entry @param {number} place @param {boolean} fresh */
  show(entry, place, fresh) {
    this.place = place;
    if ('source' in entry) this.#showMessage(entry, fresh);
    else this.#showGap(entry);
  }

  /** @param {number} y px from the top of the list */
  moveTo(y) {
    if (y === this.#y) return;
    this.#y = y;
    this.node.style.transform = `translateY(${y}px)`;
  }

  hide() {
    this.node.hidden = true;
    this.place = -1;
  }

  /** @param {import('../store/entry.js').MessageEntry} entry @param {boolean} fresh */
  #showMessage(entry, fresh) {
    const { content, fields, size } = digest(entry);
    this.#become(`row level-${entry.level} ${hueClass(entry.source)}${fresh ? ' fresh' : ''}`);
    this.#time.data = clockTime(entry.at);
    this.#level.data = TAGS[entry.level];
    this.#source.data = entry.source;
    this.content.data = content;
    this.fields.data = fields;
    this.#size.data = size;
  }

  /** @param {import('../store/entry.js').GapEntry} gap */
  #showGap(gap) {
    this.#become('row gap');
    this.#time.data = this.#level.data = this.#source.data = this.fields.data = this.#size.data = '';
    this.content.data = gapText(gap);
  }

  /** @param {string} className */
  #become(className) {
    if (this.node.className !== className) this.node.className = className;
    this.node.hidden = false;
  }
}

/** @param {import('../store/entry.js').GapEntry} gap */
function gapText({ count, reason }) {
  if (reason === 'epoch') return 'another journal: earlier ids mean nothing here';
  const missing = count === null ? 'messages' : `${count.toLocaleString('en')} ${count === 1 ? 'message' : 'messages'}`;
  return `${missing} missing: ${GAP_REASONS[reason] ?? reason}`;
}
