// @ts-check

/**
 * The keys, wherever the focus is; but typing stays typing, a focused button keeps its Space, and what the browser or the
 * system uses (with Ctrl, Alt or ⌘) stays theirs.
 *
 * @param {Record<string, () => void>} actions by KeyboardEvent.key
 * @param {() => void} escape
 */
export function listenToKeys(actions, escape) {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === 'Escape') return escape();
    const target = /** @type {Element} */ (event.target);
    if (target.closest('input, textarea, select, [contenteditable]')) return;
    if (target.closest('button, a') && (event.key === ' ' || event.key === 'Enter')) return;
    if (target.closest('pre') && event.key !== 'c' && event.key !== ' ') return;      // the inspector scrolls by itself
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
