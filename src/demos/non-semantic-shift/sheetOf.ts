import { NUMBERS, SIDE } from '#demos/network/sheet.ts';
import { restyle, type Look } from '#numerics/shift/look.ts';
import { SHOWN } from './state.ts';

/**
 * The shown ones of the teaching images in another look, side by side: pixels of a picture
 * SHOWN.length times as wide as high. `seeds` has one for each, the same with which the
 * network is given it.
 */
export function sheetOf(
  teaching: Uint8Array,
  look: Look,
  amount: number,
  seeds: readonly number[],
): Uint8Array {
  const width = SHOWN.length * SIDE;
  const sheet = new Uint8Array(width * SIDE * 3);
  SHOWN.forEach((number, i) => {
    const picture = teaching.subarray(number * NUMBERS, (number + 1) * NUMBERS);
    const restyled = restyle(picture, look, amount, seeds[i] ?? 0);
    for (let row = 0; row < SIDE; row++) {
      const line = restyled.subarray(row * SIDE * 3, (row + 1) * SIDE * 3);
      sheet.set(line, 3 * (row * width + i * SIDE));
    }
  });
  return sheet;
}
