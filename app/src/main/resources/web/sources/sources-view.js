// @ts-check
import { hubUrl } from '../page/hub-url.js';
import { loadStyle } from '../page/load-style.js';
import { SseParser } from '../stream/sse-parser.js';
import './source-card.js';

const RETRY = 3_000;       // ms
const TURN = 1_000;        // ms between two drawings of what only grows older
const MARKUP = `<header><h2>Sources</h2><span class="sum"></span></header><p class="note" role="status" hidden></p>
  <div class="cards"></div><section class="broken" aria-label="Jars that cannot be used" hidden><h3>Jars that cannot be used</h3><ul></ul></section>`;

/** @type {SourcesView | undefined} */
let view;

/**
 * Shows the sources and how they fare.
 *
 * @param {HTMLElement} section @param {import('../board/board.js').Board} board @param {(search: string) => void} toStream shows messages
 */
export async function showSources(section, board, toStream) {
  await loadStyle('sources.css');
  view ??= new SourcesView(section, toStream);
  view.follow();
}

/** The board of sources, live while it is looked at: its stream ends when another view is shown or the tab is hidden. */
class SourcesView {
  #section;
  /** @type {Map<string, import('./source-card.js').SourceCard>} */
  #cards = new Map();
  #following = new AbortController();

  /** @param {HTMLElement} section @param {(search: string) => void} toStream */
  constructor(section, toStream) {
    this.#section = section;
    const template = document.createElement('template');
    template.innerHTML = MARKUP;                 // our own
    section.append(template.content);
    this.#following.abort();
    section.addEventListener('source-messages', event => toStream(/** @type {CustomEvent} */ (event).detail));
    section.addEventListener('source-change', event => this.#show(/** @type {CustomEvent} */ (event).detail));
    document.addEventListener('visibilitychange', () => { if (!document.hidden && !section.hidden) this.follow(); });
    setInterval(() => this.#tick(), TURN);
  }

  async follow() {
    if (!this.#following.signal.aborted) return;
    this.#following = new AbortController();
    const { signal } = this.#following;
    while (!signal.aborted) {
      try {
        await this.#read(signal);
      } catch {
        // said below: whatever the reason, the board may be old now
      }
      if (!signal.aborted) this.#note('No connection to the hub: what stands here may be old.');
      await new Promise(resolve => setTimeout(resolve, RETRY));
    }
  }

  /** @param {AbortSignal} signal */
  async #read(signal) {
    const answer = await fetch(hubUrl('api/sources/stream'), { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal });
    if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`);
    const parser = new SseParser(event => this.#take(event.type, event.data), () => {});
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.push(value);
    }
  }

  /** @param {string} type @param {string} data */
  #take(type, data) {
    if (type !== 'board' && type !== 'change') return;
    this.#note('');
    const { sources = [], gone = [], broken } = JSON.parse(data);
    if (type === 'board') this.#keepOnly(new Set(sources.map((/** @type {any} */ row) => row.name)));
    for (const name of gone) this.#forget(name);
    for (const row of sources) this.#show(row);
    if (broken) this.#showBroken(broken);
    this.#sum();
  }

  /** @param {any} row */
  #show(row) {
    let card = this.#cards.get(row.name);
    if (!card) {
      card = /** @type {import('./source-card.js').SourceCard} */ (document.createElement('source-card'));
      this.#cards.set(row.name, card);
      const names = [...this.#cards.keys()].sort();
      const next = this.#cards.get(names[names.indexOf(row.name) + 1]);
      this.#part('.cards').insertBefore(card, next ?? null);
    }
    card.show(row);
  }

  /** @param {Set<string>} names */
  #keepOnly(names) {
    for (const name of [...this.#cards.keys()]) if (!names.has(name)) this.#forget(name);
  }

  /** @param {string} name */
  #forget(name) {
    this.#cards.get(name)?.remove();
    this.#cards.delete(name);
  }

  /** @param {{jar: string, provider: string, reason: string}[]} jars */
  #showBroken(jars) {
    this.#part('.broken').hidden = jars.length === 0;
    this.#part('.broken ul').replaceChildren(...jars.map(({ jar, provider, reason }) => {
      const item = document.createElement('li');
      item.textContent = `${jar}${provider ? ` · ${provider}` : ''}: ${reason}`;
      return item;
    }));
  }

  #sum() {
    const cards = [...this.#cards.values()];
    const well = cards.filter(card => card.isWell).length;
    this.#part('.sum').textContent = `${well} of ${cards.length} well`;
  }

  #tick() {
    if (this.#section.hidden || document.hidden) return this.#following.abort();
    for (const card of this.#cards.values()) card.tick(Date.now());
  }

  /** @param {string} text */
  #note(text) {
    const note = this.#part('.note');
    note.hidden = text === '';
    note.textContent = text;
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.#section.querySelector(selector));
  }
}
