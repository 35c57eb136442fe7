/** Red, green and blue, each a whole number from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** One pixel of a picture in another colour. */
export interface PixelChange {
  row: number;
  column: number;
  colour: Rgb;
}

/**
 * The corners of the colour cube, where each channel is 0 or 255: black, blue, green, cyan, red,
 * magenta, yellow, white. Number 4r + 2g + b has red, green and blue where its bits are 1.
 */
export const cornerColours: readonly Rgb[] = Array.from({ length: 8 }, (_, i) => [
  i & 4 ? 255 : 0,
  i & 2 ? 255 : 0,
  i & 1 ? 255 : 0,
]);

/** A picture of H×W, RGB from 0 to 255, with one pixel changed; the picture stays as it is. */
export function withChange(
  pixels: ArrayLike<number>,
  width: number,
  { row, column, colour }: PixelChange,
): Uint8Array<ArrayBuffer> {
  const changed = Uint8Array.from(pixels);
  changed.set(colour, 3 * (row * width + column));
  return changed;
}

/** The change that changes nothing: the first pixel in its own colour. */
export function noChange([red = 0, green = 0, blue = 0]: ArrayLike<number> &
  Iterable<number>): PixelChange {
  return { row: 0, column: 0, colour: [red, green, blue] };
}

/** How many one-pixel changes there are of a picture of H×W: H·W·256³, those to the old colour too. */
export function changesOf(height: number, width: number): number {
  return height * width * 256 ** 3;
}
