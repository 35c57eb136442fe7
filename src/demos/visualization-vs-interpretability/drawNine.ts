import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { pictureAt, SIDE } from '#demos/network/sheet.ts';
import { pixelsSeen, type ReceptiveField } from '#numerics/receptiveField.ts';
import type { Peak } from '#numerics/turning/strongestPictures.ts';

/** Pictures in a row of the square. */
const ACROSS = 3;
/** Pixels of a side of the square. */
export const NINE = ACROSS * SIDE;
/** How much is left of what the unit does not see, the rest being grey. */
const DIMMED = 0.3;

/** The nine strongest pictures of a unit, strongest first, row by row; grey is what it does not see. */
export function drawNine(pixels: Uint8Array, peaks: readonly Peak[], view: ReceptiveField): string {
  const square = new Uint8Array(NINE * NINE * 3).fill(128);
  peaks.forEach(({ picture, row, column }, at) => {
    const own = pictureAt(pixels, picture);
    const { rows, columns } = pixelsSeen(view, [row, column], [SIDE, SIDE]);
    const [top, left] = [Math.floor(at / ACROSS) * SIDE, (at % ACROSS) * SIDE];
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const seen = y >= rows[0] && y < rows[1] && x >= columns[0] && x < columns[1];
        for (let colour = 0; colour < 3; colour++) {
          const value = own[(y * SIDE + x) * 3 + colour] ?? 0;
          square[((top + y) * NINE + left + x) * 3 + colour] = seen
            ? value
            : DIMMED * value + (1 - DIMMED) * 128;
        }
      }
    }
  });
  return pixelsUri(square, { width: NINE, height: NINE });
}

/** How many of the pictures are of which class, most first: "7 cat, 2 dog". */
export function classCounts(
  peaks: readonly Peak[],
  labels: readonly number[],
  classes: readonly string[],
): string {
  const counts = new Map<string, number>();
  for (const { picture } of peaks) {
    const name = classes[labels[picture] ?? -1] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${String(count)} ${name}`)
    .join(', ');
}
