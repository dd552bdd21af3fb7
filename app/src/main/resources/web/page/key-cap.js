// @ts-check

/** How keys are written where their names say little. @type {Record<string, string>} */
const NAMES = { ' ': 'Space', 'ArrowUp': '↑', 'ArrowDown': '↓', 'Escape': 'Esc', 'Mod+k': /Mac|iP/.test(navigator.platform) ? '⌘ K' : 'Ctrl K' };

/** A key as it is drawn. @param {string} key as a shortcut has it */
export function keyCap(key) {
  const cap = document.createElement('kbd');
  cap.textContent = NAMES[key] ?? key;
  return cap;
}
