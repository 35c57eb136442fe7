/** The minus sign of typography (U+2212), as wide as a plus. */
const MINUS = '\u2212';

/**
 * A number for a narrow cell or a label: at most `digits` significant digits, no trailing zeros, a
 * real minus sign, and a power of ten only beyond a million or below a ten-thousandth.
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  const sign = value < 0 ? MINUS : '';
  if (magnitude >= 1e6 || magnitude < 1e-4) return sign + powerOfTen(magnitude, digits);
  if (Number.isInteger(magnitude)) return sign + String(magnitude);
  return sign + String(Number(magnitude.toPrecision(digits)));
}

/** A number rounded to so many places after the point: 0.50 is "0.5", −0.001 in two is "0". */
export function inPlaces(value: number, places: number): string {
  return formatNumber(Number(value.toFixed(places)), 6);
}

/**
 * A share in per cent, with so many places after the point: "94 %", which no line breaks. What would
 * be rounded to nothing and is something is "< 1 %".
 */
export function percent(share: number, places = 0): string {
  const least = 10 ** -places;
  const isSmall = share > 0 && 100 * share < least;
  return `${isSmall ? `< ${least}` : (100 * share).toFixed(places)}\u00a0%`;
}

/** A whole number with its thousands apart: "138,357,544". */
export function wholeText(value: number): string {
  return value.toLocaleString('en-GB');
}

/** A number within a sum or a product: brackets keep a minus from the sign before it. */
export function bracketed(value: number, digits = 3): string {
  return value < 0 ? `(${formatNumber(value, digits)})` : formatNumber(value, digits);
}

/** Labels of one axis: powers of ten throughout as soon as one of them has to be written as one. */
export function axisLabels(ticks: readonly number[]): string[] {
  const plain = ticks.map((tick) => formatNumber(tick));
  const powers = ticks.map((tick) => Math.log10(tick));
  const mixed = plain.some((label) => label.includes('×')) && powers.every(Number.isInteger);
  return mixed ? powers.map(tenTo) : plain;
}

/** A power of ten, 10ⁿ. */
export function tenTo(power: number): string {
  return `10${[...String(power)].map(superscript).join('')}`;
}

function powerOfTen(magnitude: number, digits: number): string {
  const [mantissa = '1', exponent = '0'] = magnitude.toExponential(digits - 1).split('e');
  const shown = String(Number(mantissa));
  return `${shown}×${tenTo(Number(exponent))}`;
}

function superscript(character: string): string {
  if (character === '-') return '⁻';
  return '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(character)] ?? character;
}
