import type { PixelRectangle } from './shareInBox.ts';

/** The middle quarter of a box: half as high and half as wide, so that its edges may cut pixels. */
export function middleQuarter({ row, column, height, width }: PixelRectangle): PixelRectangle {
  return {
    row: row + height / 4,
    column: column + width / 4,
    height: height / 2,
    width: width / 2,
  };
}

/**
 * The share of an energy map's total in a rectangle whose edges may cut pixels; a pixel's energy
 * counts as spread evenly over it. The map has `width` numbers a row. null where the total is zero.
 */
export function shareInRectangle(
  energy: ArrayLike<number>,
  width: number,
  { row, column, height, width: wide }: PixelRectangle,
): number | null {
  const overlap = (pixel: number, from: number, length: number) =>
    Math.max(0, Math.min(pixel + 1, from + length) - Math.max(pixel, from));
  let [inside, total] = [0, 0];
  for (let i = 0; i < energy.length; i++) {
    const value = energy[i] ?? 0;
    total += value;
    inside +=
      value * overlap(Math.floor(i / width), row, height) * overlap(i % width, column, wide);
  }
  return total === 0 ? null : inside / total;
}
