import type { Cell } from '#ui/matrix.ts';
import { SIDE } from './sheet.ts';

/** The colours to paint with. */
export const colours = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  grey: [128, 128, 128],
  red: [200, 40, 30],
  green: [50, 140, 60],
  blue: [50, 110, 200],
} as const;

export type Colour = keyof typeof colours;

/** A copy of a picture with a square of a colour on it, `size` pixels wide around a pixel. */
export function paint(
  pixels: Uint8Array,
  { row, column }: Cell,
  colour: Colour,
  size: number,
): Uint8Array {
  const painted = pixels.slice();
  const reach = Math.floor(size / 2);
  for (let r = Math.max(0, row - reach); r <= Math.min(SIDE - 1, row + reach); r++) {
    for (let c = Math.max(0, column - reach); c <= Math.min(SIDE - 1, column + reach); c++) {
      painted.set(colours[colour], (r * SIDE + c) * 3);
    }
  }
  return painted;
}
