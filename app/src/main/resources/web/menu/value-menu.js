// @ts-check
import { visibleText } from '../list/visible-text.js';

const LONGEST = 60;        // characters of a value in its menu

/**
 * What can be done with a value, in words.
 *
 * @typedef {{says: string, run: () => void}} Item
 */

/**
 * Opens the menu where the value is. Arrows choose, Enter takes, Esc and a click elsewhere close; the focus goes back to
 * where it was.
 *
 * @param {HTMLElement} home an element in which it may stand @param {{x: number, y: number}} place px in the window
 * @param {string} name @param {Item[]} items
 */
export function openMenu(home, place, name, items) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const menu = document.createElement('div');
  menu.className = 'value-menu';
  menu.popover = 'auto';
  menu.role = 'menu';
  menu.setAttribute('aria-label', name);
  menu.append(...items.map(item => itemButton(item, menu)));
  menu.addEventListener('keydown', event => key(event, menu));
  menu.addEventListener('toggle', event => {
    if (/** @type {any} */ (event).newState !== 'closed') return;
    if (menu.contains(document.activeElement) || document.activeElement === document.body) before?.focus({ preventScroll: true });
    menu.remove();
  });
  home.append(menu);
  menu.showPopover();
  const { offsetWidth, offsetHeight } = menu;
  menu.style.left = `${Math.max(4, Math.min(place.x, innerWidth - offsetWidth - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(place.y, innerHeight - offsetHeight - 4))}px`;
  /** @type {HTMLElement} */ (menu.firstElementChild).focus();
}

/** A value as its menu names it. @param {string} text */
export function shortly(text) {
  return visibleText(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** @param {Item} item @param {HTMLElement} menu */
function itemButton({ says, run }, menu) {
  const button = document.createElement('button');
  button.type = 'button';
  button.role = 'menuitem';
  button.tabIndex = -1;
  button.textContent = says;
  button.onclick = () => {
    menu.hidePopover();
    run();
  };
  return button;
}

/** @param {KeyboardEvent} event @param {HTMLElement} menu */
function key(event, menu) {
  event.stopPropagation();                 // the page's own keys wait
  const items = /** @type {HTMLElement[]} */ ([...menu.children]);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') menu.hidePopover();
  else if (next !== undefined) items[(next + items.length) % items.length].focus();
  else return;
  event.preventDefault();
}
