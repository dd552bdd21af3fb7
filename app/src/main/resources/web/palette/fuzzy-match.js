// @ts-check

const WORD_BEGINS = 8;       // points for a letter at the beginning of a word
const FOLLOWS = 5;           // for one right behind the one before
const ANYWHERE = 1;
const SKIPPED = 0.1;         // taken off for each character in front

/**
 * How well a text has the typed letters in their order, with others between them: `shb` finds "Show board". Spaces do not count.
 *
 * @param {string} typed @param {string} text
 * @returns {{score: number, places: number[]} | undefined} places: of the letters found; undefined: it does not have them
 */
export function fuzzyMatch(typed, text) {
  const letters = typed.toLowerCase().replace(/\s/g, '');
  const lower = text.toLowerCase();
  const whole = lower.indexOf(typed.trim().toLowerCase());
  const places = whole === -1 ? placesOf(letters, lower) : Array.from({ length: typed.trim().length }, (_, i) => whole + i);
  if (!places) return undefined;
  return { score: places.reduce((sum, place, i) => sum + points(lower, place, places[i - 1]), 0) - (places[0] ?? 0) * SKIPPED, places };
}

/** @param {string} letters @param {string} text */
function placesOf(letters, text) {
  const places = [];
  let from = 0;
  for (const letter of letters) {
    const begin = wordBegin(letter, text, from);
    const place = begin === -1 ? text.indexOf(letter, from) : begin;
    if (place === -1) return undefined;
    places.push(place);
    from = place + 1;
  }
  return places;
}

/** Right behind the last one, or at the beginning of a word. @param {string} letter @param {string} text @param {number} from */
function wordBegin(letter, text, from) {
  if (text[from] === letter) return from;
  for (let place = text.indexOf(letter, from); place !== -1; place = text.indexOf(letter, place + 1)) if (beginsWord(text, place)) return place;
  return -1;
}

/** @param {string} text @param {number} place @param {number | undefined} before place of the letter before */
function points(text, place, before) {
  if (beginsWord(text, place)) return WORD_BEGINS;
  return before === place - 1 ? FOLLOWS : ANYWHERE;
}

/** @param {string} text @param {number} place */
const beginsWord = (text, place) => place === 0 || !/[\p{L}\p{Nd}]/u.test(text[place - 1]);
