// @ts-check

const COLOURS = { idle: '#8b98a5', live: '#3fb950', held: '#e3b341', lost: '#ff5c50', stale: '#8b98a5' };

/** The page's icon in its tab: a dot that says how the connection is, and a ring around it when a saved view calls. */
export class Icon {
  #link;
  #shown = '';

  /** @param {HTMLLinkElement} link */
  constructor(link) {
    this.#link = link;
  }

  /** @param {keyof typeof COLOURS} tone @param {boolean} calls */
  draw(tone, calls) {
    const shown = `${tone} ${calls}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    const ring = calls ? '<circle cx="16" cy="16" r="14" fill="none" stroke="#ff5c50" stroke-width="4"/>' : '';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="9" fill="${COLOURS[tone]}"/>${ring}</svg>`;
    this.#link.href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }
}
