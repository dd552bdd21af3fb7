// @ts-check

const KEY = 'heliograph.kpis';
const PHONE = '(max-width: 699px)';      // where they are not shown unless somebody wants them

/** Whether the figures above the list are shown: remembered in this browser. They are loaded when they are first shown. */
export class KpiSetting {
  #strip;
  #button;
  #load;
  /** @type {Promise<void> | undefined} */
  #loaded;

  /** @param {HTMLElement} strip @param {HTMLElement} button @param {() => Promise<void>} load */
  constructor(strip, button, load) {
    this.#strip = strip;
    this.#button = button;
    this.#load = load;
    button.onclick = () => this.toggle();
  }

  begin() {
    this.#show(read() ?? !matchMedia(PHONE).matches);
  }

  toggle() {
    const shown = this.#strip.hidden;
    try {
      localStorage.setItem(KEY, String(shown));
    } catch {
      // a browser that stores nothing asks again next time
    }
    this.#show(shown);
  }

  /** @param {boolean} shown */
  async #show(shown) {
    this.#button.setAttribute('aria-pressed', String(shown));
    this.#strip.hidden = !shown;
    if (!shown) return;
    try {
      await (this.#loaded ??= this.#load());
    } catch (error) {
      this.#loaded = undefined;           // who shows it again tries again
      this.#show(false);
      throw error;
    }
  }
}

/** @returns {boolean | undefined} */
function read() {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === null ? undefined : stored === 'true';
  } catch {
    return undefined;
  }
}
