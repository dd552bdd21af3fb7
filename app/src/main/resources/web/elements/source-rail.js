// @ts-check
import { hueClass } from '../list/hue.js';
import { LEVELS } from '../store/entry.js';
import './toggle-group.js';

/** `<source-rail>`: the levels and the sources with their counts. Fires `levels-choice` and `sources-choice` (detail: Choice). */
export class SourceRail extends HTMLElement {
  #levels = this.#group('Levels', 'levels-choice');
  #sources = this.#group('Sources', 'sources-choice');

  /** @param {import('../board/board.js').Board} board */
  draw({ census, filter }) {
    this.#levels.draw(LEVELS.slice(), filter.levels, level => {
      const held = census.levels.get(level) ?? 0;
      return { held, arrived: held, label: level === 'none' ? 'no level' : level, look: `level-${level}` };
    });
    const names = [...new Set([...census.sources.keys(), ...filter.sources.names])].sort();
    this.#sources.draw(names, filter.sources, name => {
      const { held, arrived } = census.sources.get(name) ?? { held: 0, arrived: 0 };
      return { held, arrived, label: name, look: hueClass(name) };
    });
  }

  /** @param {string} label @param {string} event */
  #group(label, event) {
    const group = /** @type {import('./toggle-group.js').ToggleGroup} */ (this.querySelector(`[aria-label="${label}"]`));
    group.addEventListener('choice', choice => this.dispatchEvent(
      new CustomEvent(event, { bubbles: true, detail: /** @type {CustomEvent} */ (choice).detail })));
    return group;
  }
}

customElements.define('source-rail', SourceRail);
