/**
 * A number the reader typed, or a sentence that says why it is none. `1,024` can be read in two
 * ways, as a thousand and as a little more than one; the second is then `otherwise`.
 */
export type ParsedNumber = { value: number; otherwise?: number } | { problem: string };

const minuses = /[\u2212\u2012\u2013\u2014\uFE63\uFF0D]/g;
const digits = '[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+';
const plainNumber = new RegExp(`^([+-]?)(${digits})(?:e([+-]?[0-9]+))?(.*)$`, 'i');
const fraction = new RegExp(`^([+-]?)(${digits})/([+-]?)(${digits})(.*)$`);
const mixedFraction = /^([+-]?)([0-9]+)\s+([0-9]+)\/([0-9]+)$/;
const grouped = /^([+-]?)([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?![0-9.,])(.*)$/;
const unit = /^[\p{L}%°²³/]*$/u;

/**
 * Reads a number as people write it: `0.5`, `0,5`, `−3`, `1/3`, `1 1/2`, `2e-3`, `1 024`, `1,024`,
 * with or without a unit after it.
 */
export function parseNumber(typed: string): ParsedNumber {
  const shown = typed.trim();
  const unreadable = {
    problem: `“${shown}” is not a number I can read. Write it like 3, −0.5, 0,5 or 1/3.`,
  };
  const text = shown.replace(minuses, '-').replace(/^[=≈~]\s*/, '');
  if (text === '') return { problem: 'Type a number first.' };

  const mixed = mixedFraction.exec(text);
  if (mixed !== null) {
    const size = Number(mixed[2]) + Number(mixed[3]) / Number(mixed[4]);
    return Number.isFinite(size) ? { value: mixed[1] === '-' ? -size : size } : zeroBelow;
  }
  const joined = text.replace(/([0-9])\s(?=[0-9]{3}(?![0-9]))/g, '$1');
  if (/[0-9]\s+[0-9]/.test(joined)) return unreadable;
  const tight = joined.replace(/\s+/g, '');

  const asFraction = fraction.exec(tight);
  if (asFraction !== null && unit.test(asFraction[5] ?? '')) {
    const below = signed(asFraction[3], asFraction[4]);
    return below === 0 ? zeroBelow : { value: signed(asFraction[1], asFraction[2]) / below + 0 };
  }
  const asNumber = plainNumber.exec(tight);
  const asGroups = grouped.exec(tight);
  if (asGroups !== null && unit.test(asGroups[3] ?? '')) {
    const value = signed(asGroups[1], (asGroups[2] ?? '').replaceAll(',', ''));
    const single = asGroups[2]?.split(',').length === 2;
    return single ? { value, otherwise: signed(asGroups[1], asGroups[2]) } : { value };
  }
  if (asNumber === null || !unit.test(asNumber[4] ?? '')) return unreadable;
  const value = signed(asNumber[1], `${asNumber[2] ?? ''}e${asNumber[3] ?? 0}`) + 0;
  return Number.isFinite(value) ? { value } : { problem: `“${shown}” is too large a number.` };
}

const zeroBelow = { problem: 'A fraction with 0 below the line is no number.' };

function signed(sign: string | undefined, text: string | undefined): number {
  const value = Number((text ?? '').replace(',', '.'));
  return sign === '-' ? -value : value;
}
