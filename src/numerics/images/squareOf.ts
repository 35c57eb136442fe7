import { resize } from './resize.ts';

/** A picture from outside, red, green and blue of each pixel from 0 to 255, row by row. */
export interface ReaderPixels {
  pixels: ArrayLike<number>;
  height: number;
  width: number;
}

/** A square picture with `side` pixels a side; unchanged if it has them. Throws for other pictures. */
export function squareOf({ pixels, height, width }: ReaderPixels, side: number): ReaderPixels {
  if (height !== width) throw new Error(`Expected a square picture, found ${height}×${width}.`);
  if (height === side) return { pixels, height, width };
  const picture = { height, width, channels: 3, values: Float32Array.from(pixels) };
  return { pixels: resize(picture, side, side).values, height: side, width: side };
}
