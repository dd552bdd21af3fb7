// @ts-check
import { ageText } from '../list/row-clock.js';
import { hubUrl } from '../page/hub-url.js';
import { visibleText } from '../list/visible-text.js';
import { valueText } from './tile-face.js';

const LINE = { width: 100, height: 24 };     // of its drawing, in units of its own
const MARKUP = `<a><span class="title"></span><span class="main"><bdi class="value"></bdi><span class="unit"></span><span class="delta"></span></span>
  <svg viewBox="0 0 ${LINE.width} ${LINE.height}" preserveAspectRatio="none" aria-hidden="true"><polyline/></svg><span class="age"></span></a>`;
const template = document.createElement('template');
template.innerHTML = MARKUP;                 // our own; what is shown comes as text

/** `<hub-tile>`: one number, to be read from across the room. A click opens the messages behind it. */
export class HubTile extends HTMLElement {
  #texts = /** @type {Map<string, string>} */ (new Map());

  connectedCallback() {
    if (!this.firstChild) this.append(template.content.cloneNode(true));
  }

  /** @param {import('./tile-face.js').Face} face @param {string} trouble why nothing new can come */
  draw(face, trouble) {
    const stale = trouble || (face.isStale ? `no data for ${ageText(face.age).replace(' ago', '')}` : '');
    this.className = `status-${face.status}${stale ? ' stale' : ''}`;
    this.#say('.title', visibleText(face.title));
    this.#say('.value', visibleText(valueText(face.value)));
    this.#say('.unit', visibleText(face.unit));
    this.#say('.delta', deltaText(face.delta));
    this.#say('.age', stale || ageText(face.age));
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector('a'));
    if (face.search === undefined) link.removeAttribute('href');
    else {
      link.dataset.search = face.search;
      link.href = hubUrl(`./${face.search}`).href;
    }
    this.#say('a', `${face.title}: ${valueText(face.value)} ${face.unit}${face.status === 'none' ? '' : `, ${face.status}`}${stale ? `, ${stale}` : ''}`, 'aria-label');
    const line = /** @type {SVGElement} */ (this.querySelector('polyline'));
    const points = pointsOf(face.line);
    if (line.getAttribute('points') !== points) line.setAttribute('points', points);
  }

  /** @param {string} selector @param {string} text @param {string} [attribute] */
  #say(selector, text, attribute) {
    if (this.#texts.get(selector) === text) return;
    this.#texts.set(selector, text);
    const part = /** @type {HTMLElement} */ (this.querySelector(selector));
    if (attribute) part.setAttribute(attribute, text);
    else part.textContent = text;
  }
}

/** @param {number | undefined} delta */
function deltaText(delta) {
  if (delta === undefined || delta === 0) return '';
  return `${delta > 0 ? '▲' : '▼'} ${valueText(Math.abs(delta))}`;
}

/** @param {number[]} values */
function pointsOf(values) {
  if (values.length < 2) return '';
  const least = Math.min(...values);
  const range = Math.max(...values) - least || 1;
  const x = (/** @type {number} */ i) => ((i / (values.length - 1)) * LINE.width).toFixed(1);
  const y = (/** @type {number} */ value) => (LINE.height - 1 - ((value - least) / range) * (LINE.height - 2)).toFixed(1);
  return values.map((value, i) => `${x(i)},${y(value)}`).join(' ');
}

customElements.define('hub-tile', HubTile);
