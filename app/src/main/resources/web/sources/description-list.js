// @ts-check

/** Fills a `<dl>`, if it does not say so already. @param {HTMLElement} list @param {string[][]} entries names and texts */
export function describe(list, entries) {
  const state = JSON.stringify(entries);
  if (list.dataset.shown === state) return;
  list.dataset.shown = state;
  list.replaceChildren(...entries.flatMap(([name, text]) => {
    const term = document.createElement('dt');
    term.textContent = name;
    const description = document.createElement('dd');
    description.textContent = text;
    return [term, description];
  }));
}
