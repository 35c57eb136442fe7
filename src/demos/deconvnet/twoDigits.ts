/** A number with two digits after the point, and a real minus sign. */
export function twoDigits(value: number): string {
  return value
    .toFixed(2)
    .replace(/^-(0\.00)$/, '$1')
    .replace('-', '\u2212');
}
