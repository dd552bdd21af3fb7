// @ts-check

const CONTROL = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const EVERY_CONTROL = new RegExp(CONTROL, 'g');

/**
 * Text on one line in which nothing hides: control characters look as in `cat -v`, and those that turn the direction of
 * writing around (a log line could fake another with them) are named.
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
