/**
 * What a reader typed into a number field, or null if it is no finite number. Takes a decimal comma
 * and the typographic minus sign as well as the usual spelling.
 */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace('\u2212', '-').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
