// @ts-check

/** @param {number} number @param {number} digits */
const padded = (number, digits) => String(number).padStart(digits, '0');

/** Local HH:MM:SS.mmm. @param {number} at ms since 1970 */
export function clockTime(at) {
  if (Number.isNaN(at)) return '--:--:--.---';
  const date = new Date(at);
  return `${hoursMinutes(at)}:${padded(date.getSeconds(), 2)}.${padded(date.getMilliseconds(), 3)}`;
}

/** Local HH:MM. @param {number} at ms since 1970 */
export function hoursMinutes(at) {
  const date = new Date(at);
  return `${padded(date.getHours(), 2)}:${padded(date.getMinutes(), 2)}`;
}
