import type { Cell } from './matrix.ts';

/** A picture: red, green and blue of each pixel, 0 to 255, row by row. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** What is laid on: one colour, or at each pixel that of a picture of the same size. */
export type Ink = readonly [red: number, green: number, blue: number] | Uint8Array;

/**
 * A copy of the picture with a stroke of a round brush on it, `size` pixels wide, from one pixel to
 * another without a gap. Either end may lie outside; what is outside is not painted.
 */
export function stroke(picture: Picture, from: Cell, to: Cell, ink: Ink, size: number): Uint8Array {
  const { width, height } = picture;
  const painted = picture.pixels.slice();
  const reach = Math.floor(size / 2);
  for (const { row, column } of cellsBetween(from, to)) {
    for (let r = Math.max(0, row - reach); r <= Math.min(height - 1, row + reach); r++) {
      for (let c = Math.max(0, column - reach); c <= Math.min(width - 1, column + reach); c++) {
        const far = (r - row) ** 2 + (c - column) ** 2 > (size / 2) ** 2;
        if (!far) layInk(painted, r * width + c, ink);
      }
    }
  }
  return painted;
}

/** The pixels of a straight line, both ends among them; each touches the next. */
export function cellsBetween(from: Cell, to: Cell): Cell[] {
  const down = to.row - from.row;
  const right = to.column - from.column;
  const steps = Math.max(Math.abs(down), Math.abs(right));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = steps === 0 ? 0 : step / steps;
    return {
      row: from.row + Math.round(share * down),
      column: from.column + Math.round(share * right),
    };
  });
}

/** Lays ink on one pixel, in place; pixels are counted row by row. */
export function layInk(pixels: Uint8Array, pixel: number, ink: Ink): void {
  const at = 3 * pixel;
  pixels.set(ink instanceof Uint8Array ? ink.subarray(at, at + 3) : ink, at);
}
