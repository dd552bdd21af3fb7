// @ts-check

const HUES = 8;     // styles/colours.css has them
/** @type {Map<string, string>} */
const known = new Map();

/** The same colour for a name on every page and every day. @param {string} name */
export function hueClass(name) {
  let hue = known.get(name);
  if (hue === undefined) {
    let hash = 0x811c9dc5;                                              // FNV-1a
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    hash ^= hash >>> 15;
    hue = `hue-${(hash >>> 0) % HUES}`;
    known.set(name, hue);
  }
  return hue;
}
