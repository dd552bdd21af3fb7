// @ts-check
import { hueClass } from '../list/hue.js';
import { ageText } from '../list/row-clock.js';
import { visibleText } from '../list/visible-text.js';
import { describe } from './description-list.js';
import { actionButton, perform } from './source-actions.js';
import { factsOf, isWell, lagOfParts, rateText, settingsOf } from './source-facts.js';
import { drawTraffic, VIEW_BOX } from './traffic-line.js';

const MARKUP = `<h3><button type="button" class="link name"></button><span class="type"></span><span class="state"></span></h3>
  <p class="health"></p>
  <div class="traffic"><span class="rate"></span><svg viewBox="${VIEW_BOX}" preserveAspectRatio="none" aria-hidden="true"></svg></div>
  <dl></dl>
  <details class="error"><summary></summary><pre tabindex="0"></pre></details>
  <details class="parts"><summary></summary><dl></dl></details>
  <details class="settings"><summary>Settings</summary><dl></dl></details>
  <p class="actions"></p><p class="answer" role="status"></p>`;
const template = document.createElement('template');
template.innerHTML = MARKUP;                 // our own; what is shown comes as text

/**
 * `<source-card>`: one source and how it fares. Fires `source-messages` (detail: the query that shows them) and `source-change`
 * (detail: its row as it is after an action).
 */
export class SourceCard extends HTMLElement {
  /** @type {any} */
  #row = {};

  /** @param {any} row as `GET /api/sources` has it */
  show(row) {
    if (!this.firstChild) this.#build();
    this.#row = row;
    this.className = `state-${row.state} ${row.health.status}${this.isWell ? '' : ' unwell'} ${hueClass(row.name)}`;
    this.#text('.name', row.name);
    this.#text('.type', row.type);
    this.#text('.state', row.state);
    this.#text('.health', row.health.detail);
    this.#text('.rate', `${rateText(row.rate)}/s`);
    drawTraffic(/** @type {SVGElement} */ (this.querySelector('svg')), row.perSecond ?? []);
    this.#drawError(row.lastError);
    const parts = lagOfParts(row.lag);
    this.#text('.parts summary', `Lag of each part (${parts.length})`);
    this.#unfold('.parts', parts);
    this.#unfold('.settings', settingsOf(row.settings ?? {}));
    this.#drawActions(row.actions ?? []);
    this.tick(Date.now());
  }

  get isWell() {
    return isWell(this.#row);
  }

  /** @param {number} now ms */
  tick(now) {
    describe(/** @type {HTMLElement} */ (this.querySelector(':scope > dl')), factsOf(this.#row, now));
  }

  #build() {
    this.append(template.content.cloneNode(true));
    this.setAttribute('role', 'group');
    /** @type {HTMLButtonElement} */ (this.querySelector('.name')).onclick = () => this.#fire('source-messages', `?source=${encodeURIComponent(this.#row.name)}`);
  }

  /** @param {{message: string, at: string, stack: string} | undefined} error */
  #drawError(error) {
    const details = /** @type {HTMLDetailsElement} */ (this.querySelector('.error'));
    details.hidden = !error;
    if (!error) return;
    this.#text('.error summary', `${ageText(Date.now() - Date.parse(error.at))}: ${visibleText(error.message)}`);
    this.#text('.error pre', error.stack || error.message);
  }

  /** @param {string} selector of what unfolds @param {string[][]} entries names and texts */
  #unfold(selector, entries) {
    const details = /** @type {HTMLDetailsElement} */ (this.querySelector(selector));
    details.hidden = entries.length === 0;
    describe(/** @type {HTMLElement} */ (details.querySelector('dl')), entries);
  }

  /** @param {import('./source-actions.js').Action[]} actions what makes sense now */
  #drawActions(actions) {
    const place = /** @type {HTMLElement} */ (this.querySelector('.actions'));
    if (place.dataset.shown === actions.join()) return;
    place.dataset.shown = actions.join();
    place.replaceChildren(...actions.map(action => actionButton(action, this.#row.name, (asked, button) => this.#act(asked, button))));
  }

  /** @param {import('./source-actions.js').Action} action @param {HTMLButtonElement} button */
  async #act(action, button) {
    button.disabled = true;
    try {
      this.#fire('source-change', await perform(action, this.#row.name));
      this.#text('.answer', '');
    } catch (error) {
      this.#text('.answer', /** @type {Error} */ (error).message);
    }
    button.disabled = false;
  }

  /** @param {string} name @param {unknown} detail */
  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  /** @param {string} selector @param {string} text */
  #text(selector, text) {
    const part = /** @type {HTMLElement} */ (this.querySelector(selector));
    if (part.textContent !== text) part.textContent = text;
  }
}

customElements.define('source-card', SourceCard);
