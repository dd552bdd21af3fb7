// @ts-check
import { digest } from './digest.js';
import { hueClass } from './hue.js';
import { StyledText } from './styled-text.js';

export const NOWHERE = -Infinity;     // the place of a row that shows nothing

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
  #content;
  #fields;
  #times;
  #fill;
  #columns;
  #cells = /** @type {StyledText[]} */ ([]);
  place = NOWHERE;     // of the entry it shows

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
    this.#times = part('times');
    this.#content = new StyledText(/** @type {Element} */ (this.node.querySelector('.content')));
    this.#fields = new StyledText(/** @type {Element} */ (this.node.querySelector('.fields')));
    this.#columns = /** @type {Element} */ (this.node.querySelector('.columns'));
    this.#fill = /** @type {HTMLButtonElement} */ (this.node.querySelector('.fill'));
  }

  get texts() {
    return [...this.#content.texts, ...this.#fields.texts, ...this.#cells.flatMap(cell => cell.texts)];
  }

  /** @param {import('../store/entry.js').Entry} entry @param {number} place @param {boolean} fresh @param {string} time */
  show(entry, place, fresh, time) {
    this.place = place;
    if ('source' in entry) this.#showMessage(entry, fresh, time);
    else this.#showGap(entry);
  }

  /** @param {readonly string[]} texts what stands in the columns that somebody chose */
  showCells(texts) {
    while (this.#cells.length < texts.length) this.#cells.push(new StyledText(newCell(this.#columns)));
    while (this.#cells.length > texts.length) { this.#cells.pop(); this.#columns.lastElementChild?.remove(); }
    texts.forEach((text, i) => { this.#cells[i].data = text; });
  }

  /** @param {boolean} marked */
  mark(marked) {
    this.node.classList.toggle('marked', marked);
  }

  /** @param {number} times how often the message came, one right behind the other */
  repeat(times) {
    const text = times > 1 ? `×${times.toLocaleString('en')}` : '';
    if (this.#times.data !== text) this.#times.data = text;
  }

  /** @param {number} y px from the top of the list */
  moveTo(y) {
    if (y === this.#y) return;
    this.#y = y;
    this.node.style.transform = `translateY(${y}px)`;
  }

  hide() {
    this.node.hidden = true;
    this.place = NOWHERE;
  }

  /** @param {import('../store/entry.js').MessageEntry} entry @param {boolean} fresh @param {string} time */
  #showMessage(entry, fresh, time) {
    const { content, fields, size } = digest(entry);
    this.#become(`row level-${entry.level} ${hueClass(entry.source)}${fresh ? ' fresh' : ''}`);
    this.#time.data = time;
    this.#level.data = TAGS[entry.level];
    this.#source.data = entry.source;
    this.#content.data = content;
    this.#fields.data = fields;
    this.#size.data = size;
    this.#fill.hidden = true;
  }

  /** @param {import('../store/entry.js').GapEntry} gap */
  #showGap(gap) {
    this.#become('row gap');
    this.#time.data = this.#level.data = this.#source.data = this.#fields.data = this.#size.data = '';
    this.#content.data = gapText(gap);
    this.#fill.hidden = gap.reason !== 'slow';
    this.#fill.textContent = this.#fill.hidden ? '' : gap.isFilling ? 'loading…' : 'load';
  }

  /** @param {string} className */
  #become(className) {
    if (this.node.className !== className) this.node.className = className;
    this.node.hidden = false;
  }
}

/** @param {Element} columns */
function newCell(columns) {
  const cell = document.createElement('bdi');
  cell.className = 'cell';
  columns.append(cell);
  return cell;
}

/** @param {import('../store/entry.js').GapEntry} gap */
function gapText({ count, reason }) {
  if (reason === 'restart') return 'the hub was restarted';
  if (reason === 'epoch') return 'another journal: earlier ids mean nothing here';
  const missing = count === null ? 'messages' : `${count.toLocaleString('en')} ${count === 1 ? 'message' : 'messages'}`;
  return `${missing} missing: ${GAP_REASONS[reason] ?? reason}`;
}
