// @ts-check

const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/** Whether what is pressed is written somewhere. */
export const isTyping = () => document.activeElement?.closest(TYPING) !== null && document.activeElement !== document.body;

/**
 * The keys, wherever the focus is; but typing stays typing, a focused button keeps its Space, and what the browser or the
 * system uses (with Ctrl, Alt or ⌘) stays theirs, but for what a shortcut names `Mod+…`.
 *
 * @param {readonly import('./shortcuts.js').Shortcut[]} shortcuts
 */
export function listenToKeys(shortcuts) {
  const byKey = new Map(shortcuts.flatMap(({ keys, run }) => keys.map(key => [key, run])));
  const act = (/** @type {string} */ key, /** @type {Event} */ event) => {
    const run = byKey.get(key);
    if (!run) return;
    event.preventDefault();
    run();
  };
  document.addEventListener('keydown', event => {
    if (event.altKey || event.isComposing) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest('dialog')) return;
    if (event.ctrlKey || event.metaKey) return event.shiftKey ? undefined : act(`Mod+${event.key.toLowerCase()}`, event);
    if (event.key === 'Escape') return byKey.get('Escape')?.();
    if (target.closest(TYPING)) return;
    if (target.closest('button, a, summary, input') && (event.key === ' ' || event.key === 'Enter')) return;
    const scrolls = event.key.startsWith('Arrow') || event.key.startsWith('Page') || event.key === 'Home' || event.key === 'End';
    if (scrolls && target.closest('message-inspector, #board, #sources')) return;
    act(event.key, event);
  });
}
