// @ts-check

/**
 * Draws buttons anew without losing the focus: the one at the same place has it then, or the last one, or else the list.
 *
 * @param {HTMLElement} holder of the buttons @param {() => void} draw
 */
export function keepFocus(holder, draw) {
  const place = buttonsOf(holder).findIndex(button => button === document.activeElement);
  draw();
  if (place === -1) return;
  const buttons = buttonsOf(holder);
  const next = buttons[Math.min(place, buttons.length - 1)] ?? /** @type {HTMLElement} */ (document.querySelector('.scroller'));
  next.focus({ preventScroll: true });
}

/** @param {HTMLElement} holder @returns {HTMLElement[]} */
const buttonsOf = holder => [...holder.querySelectorAll('button')];
