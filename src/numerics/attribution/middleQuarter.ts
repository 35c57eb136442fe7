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
