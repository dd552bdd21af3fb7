// @ts-check
import { Choice } from '../filter/choice.js';

const FADE = 10_000;     // ms, in which a source's diode goes out after a message

/**
 * `<toggle-group>`: a list of names, each to be shown or hidden. Click: hide or show; with Alt or Shift: only this one.
 * Fires `choice` (detail: the new Choice).
 */
export class ToggleGroup extends HTMLElement {
  #list = /** @type {HTMLElement} */ (this.querySelector('ul'));
  #all = /** @type {HTMLButtonElement} */ (this.querySelector('.all'));
  #template = /** @type {HTMLTemplateElement} */ (document.getElementById('toggle'));
  /** @type {Map<string, {button: HTMLButtonElement, count: Element, diode: Element, arrived: number, glow?: Animation}>} */
  #toggles = new Map();
  #choice = Choice.ALL;
  #calm = matchMedia('(prefers-reduced-motion: reduce)');

  connectedCallback() {
    this.#all.onclick = () => this.#choose(Choice.ALL);
  }

  /**
   * @param {string[]} names in the order to show them
   * @param {Choice} choice
   * @param {(name: string) => {held: number, arrived: number, label: string, look: string}} about
   */
  draw(names, choice, about) {
    this.#choice = choice;
    this.#all.hidden = choice.isAll;
    if (this.#toggles.size > names.length) this.#forget(new Set(names));
    names.forEach((name, i) => {
      const { held, arrived, label, look } = about(name);
      const toggle = this.#toggles.get(name) ?? this.#add(name, i, label, look);
      const pressed = String(choice.has(name));
      if (toggle.button.getAttribute('aria-pressed') !== pressed) toggle.button.setAttribute('aria-pressed', pressed);
      const count = held.toLocaleString('en');
      if (toggle.count.textContent !== count) toggle.count.textContent = count;
      if (arrived > toggle.arrived) this.#light(toggle);
      toggle.arrived = arrived;
    });
  }

  /** @param {string} name @param {number} index @param {string} label @param {string} look */
  #add(name, index, label, look) {
    const item = /** @type {HTMLElement} */ (
      /** @type {DocumentFragment} */ (this.#template.content.cloneNode(true)).firstElementChild);
    const button = /** @type {HTMLButtonElement} */ (item.querySelector('button'));
    button.classList.add(look);
    /** @type {Element} */ (button.querySelector('.name')).textContent = label;
    button.title = label;
    button.addEventListener('mousedown', event => event.preventDefault());      // Space still holds the list after a click
    button.addEventListener('click', event => this.#choose(
      event.altKey || event.shiftKey ? this.#choice.single(name) : this.#choice.toggle(name)));
    this.#list.insertBefore(item, this.#list.children[index] ?? null);
    const toggle = { button, arrived: 0, count: /** @type {Element} */ (item.querySelector('.count')),
      diode: /** @type {Element} */ (button.querySelector('.diode')) };
    this.#toggles.set(name, toggle);
    return toggle;
  }

  /** A name that stood only in the address and is no longer asked for. @param {Set<string>} names */
  #forget(names) {
    for (const [name, { button }] of this.#toggles) {
      if (names.has(name)) continue;
      button.parentElement?.remove();
      this.#toggles.delete(name);
    }
  }

  /** @param {{diode: Element, glow?: Animation}} toggle */
  #light(toggle) {
    if (this.#calm.matches || !this.classList.contains('with-diodes')) return;
    toggle.glow ??= toggle.diode.animate([{ opacity: 1 }, { opacity: 0.25 }], { duration: FADE, easing: 'ease-out' });
    toggle.glow.currentTime = 0;
    toggle.glow.play();
  }

  /** @param {Choice} choice */
  #choose(choice) {
    this.#choice = choice;      // the next click may come before the next picture
    this.dispatchEvent(new CustomEvent('choice', { bubbles: true, detail: choice }));
  }
}

customElements.define('toggle-group', ToggleGroup);
