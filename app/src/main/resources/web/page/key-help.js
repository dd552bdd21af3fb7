// @ts-check
import { keyCap } from './key-cap.js';

/**
 * All keys and what they do.
 *
 * @param {HTMLDialogElement} dialog @param {readonly import('./shortcuts.js').Shortcut[]} shortcuts
 */
export function showKeys(dialog, shortcuts) {
  const list = /** @type {HTMLElement} */ (dialog.querySelector('dl'));
  list.replaceChildren(...shortcuts.filter(({ keys, says }) => keys.length > 0 && says !== '').map(item));
  dialog.showModal();
}

/** @param {import('./shortcuts.js').Shortcut} shortcut */
function item({ keys, says }) {
  const item = document.createElement('div');
  const term = document.createElement('dt');
  term.append(...keys.filter(key => !key.startsWith('Arrow') && !key.startsWith('Page')).map(keyCap));
  const description = document.createElement('dd');
  description.textContent = says;
  item.append(term, description);
  return item;
}
