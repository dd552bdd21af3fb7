// @ts-check
import { ring } from '../alerts/ring.js';

/**
 * `<views-menu>`: the views somebody saved, and how each may call for attention. Fires `view-choice` (detail: the address's
 * query).
 */
export class ViewsMenu extends HTMLElement {
  #list = /** @type {HTMLElement} */ (this.querySelector('ul'));
  #form = /** @type {HTMLFormElement} */ (this.querySelector('form'));
  #template = /** @type {HTMLTemplateElement} */ (document.getElementById('saved-view'));
  #views = /** @type {import('../page/saved-views.js').SavedViews} */ (/** @type {unknown} */ (undefined));

  /** @param {import('../page/saved-views.js').SavedViews} views @param {() => string} search of what is shown now */
  watch(views, search) {
    this.#views = views;
    views.addEventListener('change', () => this.#draw());
    this.#form.onsubmit = event => {
      event.preventDefault();
      const name = /** @type {HTMLInputElement} */ (this.#form.elements.namedItem('name'));
      if (name.value.trim() === '') return;
      views.save(name.value.trim(), search());
      name.value = '';
    };
    this.#draw();
  }

  #draw() {
    this.#list.replaceChildren(...this.#views.all.map(view => this.#item(view)));
  }

  /** @param {import('../page/saved-views.js').SavedView} view */
  #item({ name, search, calls }) {
    const item = /** @type {DocumentFragment} */ (this.#template.content.cloneNode(true));
    const go = /** @type {HTMLButtonElement} */ (item.querySelector('.go'));
    go.textContent = name;
    go.onclick = () => this.dispatchEvent(new CustomEvent('view-choice', { bubbles: true, detail: search }));
    const remove = /** @type {HTMLButtonElement} */ (item.querySelector('.remove'));
    remove.setAttribute('aria-label', `Forget the view ${name}`);
    remove.onclick = () => this.#views.remove(name);
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (item.querySelectorAll('input'))) {
      const call = /** @type {import('../page/saved-views.js').Call} */ (box.value);
      box.checked = calls.includes(call);
      box.setAttribute('aria-label', `${name}: ${box.title}`);
      box.onchange = () => this.#choose(name, call, box);
    }
    return item;
  }

  /** @param {string} name @param {import('../page/saved-views.js').Call} call @param {HTMLInputElement} box */
  async #choose(name, call, box) {
    if (call === 'ring' && box.checked) ring();
    if (call === 'notify' && box.checked && await permission() !== 'granted') {
      box.checked = false;
      box.title = 'This browser does not allow notifications from this address';
    }
    this.#views.setCall(name, call, box.checked);
  }
}

async function permission() {
  return typeof Notification === 'undefined' ? 'denied' : Notification.requestPermission();
}

customElements.define('views-menu', ViewsMenu);
