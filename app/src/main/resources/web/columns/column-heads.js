// @ts-check
import { visibleText } from '../list/visible-text.js';
import { keepFocus } from '../page/keep-focus.js';

/** The names of the columns above them; a click on one takes it away. */

/**
 * Keeps the heads as the columns are.
 *
 * @param {HTMLElement} heads @param {import('./columns.js').Columns} columns
 */
export function showColumnHeads(heads, columns) {
  columns.addEventListener('change', () => draw(heads, columns));
  draw(heads, columns);
}

/** @param {HTMLElement} heads @param {import('./columns.js').Columns} columns */
function draw(heads, columns) {
  heads.hidden = columns.paths.length === 0;
  const cells = /** @type {HTMLElement} */ (heads.querySelector('.columns'));
  keepFocus(cells, () => cells.replaceChildren(...columns.paths.map(path => head(path, () => columns.toggle(path)))));
}

/** @param {string} path @param {() => void} remove */
function head(path, remove) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link cell';
  button.setAttribute('aria-label', `Remove the column ${path}`);
  button.title = `Remove the column ${path}`;
  const name = document.createElement('bdi');
  name.textContent = visibleText(path);
  const cross = document.createElement('span');
  cross.setAttribute('aria-hidden', 'true');
  cross.textContent = '✕';
  button.append(name, cross);
  button.onclick = remove;
  return button;
}
