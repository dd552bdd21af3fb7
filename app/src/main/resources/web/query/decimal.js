// @ts-check

const NUMBER = /^([-+]?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;
const MOST_EXPONENT = 2 ** 50;     // longer exponents all count as this one

/**
 * A decimal number of any size, compared digit for digit: the value is 0.digits times ten to the exponent.
 *
 * @typedef {{sign: -1 | 0 | 1, exponent: number, digits: string}} Decimal
 */

/** Reads what JSON calls a number; zeros in front and a plus may be there too. @param {string} text @returns {Decimal | undefined} */
export function decimal(text) {
  const parts = NUMBER.exec(text);
  if (!parts) return undefined;
  const [, sign, whole, fraction = '', power = '0'] = parts;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return { sign: 0, exponent: 0, digits: '' };
  const exponent = Math.min(MOST_EXPONENT, Math.max(-MOST_EXPONENT, Number(power)));
  return { sign: sign === '-' ? -1 : 1, exponent: whole.length - (all.length - digits.length) + exponent, digits: significant };
}

/** Negative, zero or positive. @param {Decimal} one @param {Decimal} other */
export function compare(one, other) {
  if (one.sign !== other.sign) return one.sign - other.sign;
  return one.sign * (one.exponent - other.exponent || (one.digits < other.digits ? -1 : Number(one.digits > other.digits)));
}
