// @ts-check

const CONTROL = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const EVERY_CONTROL = new RegExp(CONTROL, 'g');

/**
 * Text on one line in which nothing hides: line ends and control characters become their pictures, and those that turn
 * the direction of writing around (a log line could fake another with them) are named.
 *
 * @param {string} text
 */
export function visibleText(text) {
  return CONTROL.test(text) ? text.replace(EVERY_CONTROL, picture) : text;
}

/** @param {string} control */
function picture(control) {
  const code = control.charCodeAt(0);
  if (control === '\t') return '  ';
  if (control === '\n') return ' ↵ ';
  if (control === '\r') return '';
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : `[U+${code.toString(16).toUpperCase()}]`;
}
