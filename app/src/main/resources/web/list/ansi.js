// @ts-check

const ESCAPE = /\x1b(?:\[([0-9;:]*)([A-Za-z])|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][A-Z0-9]|[A-Z=>78])/g;

/**
 * Text with the colours and weights that its terminal codes ask for; other codes (cursor moves, titles, links) are left out.
 * Only a class name ever comes of them.
 *
 * @param {string} text
 * @returns {{text: string, look: string}[]}
 */
export function ansiParts(text) {
  if (!text.includes('\x1b')) return [{ text, look: '' }];
  const parts = [];
  const state = new Look();
  let from = 0;
  for (const match of text.matchAll(ESCAPE)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), look: state.className });
    from = match.index + match[0].length;
    if (match[2] === 'm') state.apply((match[1] || '0').split(/[;:]/).map(Number));
  }
  if (from < text.length) parts.push({ text: text.slice(from), look: state.className });
  return parts;
}

class Look {
  #colour = '';
  #bold = false;
  #underline = false;

  get className() {
    return [this.#colour, this.#bold ? 'ansi-bold' : '', this.#underline ? 'ansi-underline' : ''].filter(Boolean).join(' ');
  }

  /** Background, blinking, inverse and hidden text are not for us: text must stay readable. @param {number[]} codes */
  apply(codes) {
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i];
      if (code === 0) { this.#colour = ''; this.#bold = this.#underline = false; }
      else if (code === 1) this.#bold = true;
      else if (code === 22) this.#bold = false;
      else if (code === 4) this.#underline = true;
      else if (code === 24) this.#underline = false;
      else if (code === 39) this.#colour = '';
      else if (code >= 30 && code <= 37) this.#colour = `ansi-${code - 30}`;
      else if (code >= 90 && code <= 97) this.#colour = `ansi-${code - 90}`;
      else if (code === 38 || code === 48) {
        if (code === 38 && codes[i + 1] === 5 && codes[i + 2] < 16) this.#colour = `ansi-${codes[i + 2] % 8}`;
        i += codes[i + 1] === 5 ? 2 : 4;
      }
    }
  }
}
