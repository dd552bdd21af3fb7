// @ts-check

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const EVERY_CONTROL = new RegExp(CONTROL, 'g');

/**
 * Text on one line in which nothing hides: control characters look as in `cat -v`, and those that turn the direction of
 * writing around or cannot be seen (a log line could fake another with them) are named. Joiners stay: letters need them.
 *
 * @param {string} text
 */
export function visibleText(text) {
  return CONTROL.test(text) ? text.replace(EVERY_CONTROL, visible) : text;
}

/** @param {string} control */
function visible(control) {
  const code = control.charCodeAt(0);
  if (control === '\t') return '  ';
  if (control === '\n') return ' ↵ ';
  if (control === '\r') return '';
  return code <= 0x7f ? `^${String.fromCharCode(code ^ 0x40)}` : `[U+${code.toString(16).toUpperCase()}]`;
}
