// @ts-check

/**
 * How many of the held messages come from each source and have each level. Kept by counting in and out, never by scanning.
 *
 * @typedef {import('./entry.js').Entry} Entry
 */
export class Census {
  /** @type {Map<string, {held: number, arrived: number}>} */
  sources = new Map();
  /** @type {Map<string, number>} */
  levels = new Map();
  messages = 0;
  gaps = 0;

  /** @param {Entry} entry @param {boolean} [isNew] not read back from the history */
  add(entry, isNew = true) {
    if (!('source' in entry)) { this.gaps++; return; }
    this.messages++;
    this.levels.set(entry.level, (this.levels.get(entry.level) ?? 0) + 1);
    const source = this.sources.get(entry.source);
    if (source) { source.held++; source.arrived += Number(isNew); }
    else this.sources.set(entry.source, { held: 1, arrived: Number(isNew) });
  }

  /** @param {Entry} entry */
  remove(entry) {
    if (!('source' in entry)) { this.gaps--; return; }
    this.messages--;
    this.levels.set(entry.level, (this.levels.get(entry.level) ?? 0) - 1);
    const source = this.sources.get(entry.source);
    if (source) source.held--;      // a source that fell silent keeps its toggle
  }
}
