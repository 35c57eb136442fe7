import { normal } from '../normal.ts';
import { SWATCH } from './swatches.ts';

/** An altered copy of an example, with the same label. */
export type View<T> = (example: T, random: () => number) => T;

/** How an example is looked at: nearly as it is, or much altered. */
export interface Views<T> {
  weak: View<T>;
  strong: View<T>;
}

/** Points: moved a little, or more, in any direction; standard deviations. */
export const pointViews: Views<Float64Array> = { weak: moved(0.05), strong: moved(0.3) };

function moved(spread: number): View<Float64Array> {
  return (point, random) => {
    const draw = normal(random);
    return point.map((x) => x + spread * draw());
  };
}

/**
 * Swatches. Weak: mirrored or not, and shifted by up to two pixels, the cloth going on in its mirror
 * image. Strong: turned by a multiple of 90° besides, with noise of its own at each pixel.
 */
export const pictureViews: Views<Uint8ClampedArray> = {
  weak: mirroredAndShifted,
  strong: (picture, random) => {
    const turns = Math.floor(4 * random());
    const turned = rearranged(mirroredAndShifted(picture, random), (row, column) => {
      const [down, right] = [SWATCH - 1 - row, SWATCH - 1 - column];
      if (turns === 0) return [row, column];
      if (turns === 1) return [column, down];
      return turns === 2 ? [down, right] : [right, row];
    });
    const draw = normal(random);
    return turned.map((value) => value + GRAIN * draw());
  },
};

/** Standard deviation of the noise that a strong view adds, in levels of 255. */
const GRAIN = 6;

function mirroredAndShifted(picture: Uint8ClampedArray, random: () => number): Uint8ClampedArray {
  const mirrored = random() < 0.5;
  const [down, across] = [Math.floor(5 * random()) - 2, Math.floor(5 * random()) - 2];
  return rearranged(picture, (row, column) => {
    const c = reflected(column + across);
    return [reflected(row + down), mirrored ? SWATCH - 1 - c : c];
  });
}

/** The picture whose pixel at (row, column) is that at `from(row, column)`. */
function rearranged(
  picture: Uint8ClampedArray,
  from: (row: number, column: number) => readonly [number, number],
): Uint8ClampedArray {
  const result = new Uint8ClampedArray(picture.length);
  for (let row = 0; row < SWATCH; row++) {
    for (let column = 0; column < SWATCH; column++) {
      const [r, c] = from(row, column);
      const at = 3 * (r * SWATCH + c);
      result.set(picture.subarray(at, at + 3), 3 * (row * SWATCH + column));
    }
  }
  return result;
}

/** Beyond an edge the picture goes on in its mirror image. */
function reflected(at: number): number {
  if (at < 0) return -at;
  return at < SWATCH ? at : 2 * SWATCH - 2 - at;
}
