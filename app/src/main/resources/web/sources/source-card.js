// @ts-check
import { problemOf } from '../history/problem.js';
import { ansiParts } from '../list/ansi.js';
import { hueClass } from '../list/hue.js';
import { ageText } from '../list/row-clock.js';
import { visibleText } from '../list/visible-text.js';
import { hubUrl } from '../page/hub-url.js';

/** @typedef {{amount: number, unit: string, parts?: {name: string, amount: number, lost: number}[]}} Lag as `GET /api/sources` has it */

const LABELS = { pause: 'Pause', resume: 'Resume', restart: 'Restart' };
const LINE = { width: 120, height: 28 };     // of its drawing, in units of its own
const MARKUP = `<h3><button type="button" class="link name"></button><span class="type"></span><span class="state"></span></h3>
  <p class="health"></p>
  <div class="traffic"><span class="rate"></span><svg viewBox="0 0 ${LINE.width} ${LINE.height}" preserveAspectRatio="none" aria-hidden="true"></svg></div>
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
    this.#drawTraffic(row.perSecond ?? []);
    this.#drawError(row.lastError);
    this.#drawParts(row.lag);
    this.#drawSettings(row.settings ?? {});
    this.#drawActions(row.actions ?? []);
    this.tick(Date.now());
  }

  get isWell() {
    const { state, health, expect, budget } = this.#row;
    return !['failed', 'broken'].includes(state) && health?.status !== 'degraded' && !expect?.silent && !budget?.waiting;
  }

  /** @param {number} now ms */
  tick(now) {
    const { messages, lastMessage, restarts, nextStart, expect, budget, jar, version } = this.#row;
    const lag = /** @type {Lag | undefined} */ (this.#row.lag);
    const facts = [
      ['Messages', messages.toLocaleString('en')],
      ['Last message', lastMessage ? `${ageText(now - Date.parse(lastMessage.time))}${lastMessage.content ? `: ${plainText(lastMessage.content)}` : ''}` : 'none yet'],
      ['Restarts', restarts > 0 ? restarts.toLocaleString('en') : ''],
      ['Next start', nextStart ? `in ${Math.max(0, Math.ceil((Date.parse(nextStart) - now) / 1000))} s` : ''],
      ['Lag', lag ? lagText({ ...lag, lost: sum((lag.parts ?? []).map(part => part.lost)) }) : ''],
      ['Silent', expect?.silent ? `since ${ageText(now - Date.parse(expect.since))}; expected every ${expect.seconds} s` : ''],
      ['Budget', budget?.waiting ? 'it is being held back now' : ''],
      ['Jar', [jar, version].filter(Boolean).join(' ')],
    ];
    const list = /** @type {HTMLElement} */ (this.querySelector(':scope > dl'));
    describe(list, facts.filter(([, text]) => text !== ''));
  }

  #build() {
    this.append(template.content.cloneNode(true));
    this.setAttribute('role', 'group');
    /** @type {HTMLButtonElement} */ (this.querySelector('.name')).onclick = () => this.#fire('source-messages', `?source=${encodeURIComponent(this.#row.name)}`);
  }

  /** @param {number[]} counts one for each of the last seconds */
  #drawTraffic(counts) {
    const highest = Math.max(1, ...counts);
    const width = LINE.width / Math.max(1, counts.length);
    const svg = /** @type {SVGElement} */ (this.querySelector('svg'));
    svg.replaceChildren(...counts.flatMap((count, i) => (count === 0 ? [] : [bar(i * width, width, (count / highest) * LINE.height)])));
  }

  /** @param {{message: string, at: string, stack: string} | undefined} error */
  #drawError(error) {
    const details = /** @type {HTMLDetailsElement} */ (this.querySelector('.error'));
    details.hidden = !error;
    if (!error) return;
    this.#text('.error summary', `${ageText(Date.now() - Date.parse(error.at))}: ${visibleText(error.message)}`);
    this.#text('.error pre', error.stack || error.message);
  }

  /** @param {Lag | undefined} lag */
  #drawParts(lag) {
    const parts = lag?.parts ?? [];
    const details = /** @type {HTMLDetailsElement} */ (this.querySelector('.parts'));
    details.hidden = parts.length === 0;
    this.#text('.parts summary', `Lag of each part (${parts.length})`);
    const entries = parts.map(({ name, amount, lost }) => [visibleText(name), lagText({ amount, unit: lag?.unit ?? '', lost })]);
    describe(/** @type {HTMLElement} */ (details.querySelector('dl')), entries);
  }

  /** @param {Record<string, unknown>} settings */
  #drawSettings(settings) {
    const entries = Object.entries(settings).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
    const details = /** @type {HTMLDetailsElement} */ (this.querySelector('.settings'));
    details.hidden = entries.length === 0;
    describe(/** @type {HTMLElement} */ (details.querySelector('dl')), entries);
  }

  /** @param {('pause' | 'resume' | 'restart')[]} actions what makes sense now */
  #drawActions(actions) {
    const place = /** @type {HTMLElement} */ (this.querySelector('.actions'));
    if (place.dataset.shown === actions.join()) return;
    place.dataset.shown = actions.join();
    place.replaceChildren(...actions.map(action => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button';
      button.textContent = LABELS[action];
      button.setAttribute('aria-label', `${LABELS[action]} ${this.#row.name}`);
      button.onclick = () => this.#act(action, button);
      return button;
    }));
  }

  /** @param {string} action @param {HTMLButtonElement} button */
  async #act(action, button) {
    button.disabled = true;
    try {
      const answer = await fetch(hubUrl(`api/sources/${encodeURIComponent(this.#row.name)}/${action}`), { method: 'POST' });
      if (answer.ok) this.#fire('source-change', await answer.json());
      this.#text('.answer', answer.ok ? '' : await problemOf(answer));
    } catch {
      this.#text('.answer', 'no connection to the hub: nothing was changed');
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

/** @param {{amount: number, unit: string, lost: number}} lag @returns how much is still to be read, and what cannot be read any more */
function lagText({ amount, unit, lost }) {
  const behind = `${amount.toLocaleString('en')} ${unit}`;
  return lost > 0 ? `${behind}, and ${lost.toLocaleString('en')} lost unread` : behind;
}

/** @param {number[]} numbers */
const sum = numbers => numbers.reduce((a, b) => a + b, 0);

/** @param {number} x @param {number} width @param {number} height */
function bar(x, width, height) {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const tall = Math.max(1.5, height);
  for (const [name, value] of Object.entries({ x, y: LINE.height - tall, width: width * 0.8, height: tall })) rect.setAttribute(name, value.toFixed(2));
  return rect;
}

/** @param {HTMLElement} list @param {string[][]} entries name and text */
function describe(list, entries) {
  const state = JSON.stringify(entries);
  if (list.dataset.shown === state) return;
  list.dataset.shown = state;
  list.replaceChildren(...entries.flatMap(([name, text]) => {
    const term = document.createElement('dt');
    term.textContent = name;
    const description = document.createElement('dd');
    description.textContent = text;
    return [term, description];
  }));
}

/** Without the codes of a terminal. @param {string} text */
const plainText = text => visibleText(ansiParts(text).map(part => part.text).join(''));

/** @param {number} rate */
const rateText = rate => (rate > 0 && rate < 9.5 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en'));

customElements.define('source-card', SourceCard);
