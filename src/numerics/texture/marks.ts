import type { ReceptiveField } from '../receptiveField.ts';

/** Marks in a row and in a column of the grid. */
export const GRID = 4;
/** Side of a mark, in pixels. */
export const MARK = 6;
/**
 * Ground around the grid, in pixels: as much as the widest window of the network, so that no window
 * sees a mark and the picture's edge.
 */
const MARGIN = 32;
/** What the last mark takes: its six pixels, rounded up to a whole step of the deepest maps. */
const LAST_MARK = 8;
/** Grey of the ground and of the marks. */
const [GROUND, INK] = [150, 20];

const CROSS = ['#....#', '.#..#.', '..##..', '..##..', '.#..#.', '#....#'];
const RING = ['.####.', '#....#', '#....#', '#....#', '#....#', '.####.'];

/** A square grey picture. */
export interface MarkPicture {
  side: number;
  values: Float32Array;
}

/**
 * Crosses (true) and rings (false) on an even ground, row by row of the grid, their left edges `pitch`
 * pixels apart. With null there are no marks, only the ground.
 */
export function drawMarks(crosses: readonly boolean[] | null, pitch: number): MarkPicture {
  const side = (GRID - 1) * pitch + LAST_MARK + 2 * MARGIN;
  const values = new Float32Array(side * side).fill(GROUND);
  for (const [i, cross] of crosses?.entries() ?? []) {
    const [top, left] = [Math.floor(i / GRID), i % GRID].map((n) => MARGIN + n * pitch);
    for (const [r, line] of (cross ? CROSS : RING).entries()) {
      for (const [c, pixel] of [...line].entries()) {
        if (pixel === '#') values[((top ?? 0) + r) * side + (left ?? 0) + c] = INK;
      }
    }
  }
  return { side, values };
}

/**
 * Whether some unit of a layer sees parts of two neighbouring marks: whether its window of r pixels,
 * which the layer's units move by their jump, takes in the last pixel of one and the first of the next.
 */
export function seesTwo({ size, jump, start }: ReceptiveField, pitch: number): boolean {
  const [last, next] = [MARGIN + MARK - 1, MARGIN + pitch];
  for (let first = start[0]; first <= last; first += jump[0]) {
    if (first + size[0] - 1 >= next) return true;
  }
  return false;
}
