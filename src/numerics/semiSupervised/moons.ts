import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/** How far points lie from the middle of their moon, as a standard deviation. */
const SPREAD = 0.12;
/** Where the points of no class lie: a cloud in the gap between the moons. */
const CLOUD = { x: 0.5, y: 0.25, spread: 0.3 };

/** The number that stands for "none of the classes". */
export const OTHER = -1;

/**
 * Draws points of two interlocked half circles of radius 1, class 0 the upper one about (0, 0) and 1
 * the lower one about (1, ½), in turn; `share` of them, the last ones, are of neither class, from a
 * cloud in the gap. x and y of each point, one after the other.
 */
export function drawMoons(
  count: number,
  { share, seed }: { share: number; seed: number },
): { values: Float64Array; labels: number[] } {
  const random = mulberry32(Math.imul(seed + 1, 0x9e3779b1));
  const draw = normal(random);
  const values = new Float64Array(2 * count);
  const own = Math.round(count * (1 - share));
  const labels = Array.from({ length: count }, (_, i) => (i < own ? i % 2 : OTHER));
  labels.forEach((label, i) => {
    const angle = Math.PI * random();
    const [dx, dy] = [draw(), draw()];
    if (label === OTHER) {
      values.set([CLOUD.x + CLOUD.spread * dx, CLOUD.y + CLOUD.spread * dy], 2 * i);
      return;
    }
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    const [alongX, alongY] = label === 0 ? [x, y] : [1 - x, 0.5 - y];
    values.set([alongX + SPREAD * dx, alongY + SPREAD * dy], 2 * i);
  });
  return { values, labels };
}

/** Places of a grid over the moons, column by column within each row, from the top: for a map. */
export const FIELD = { columns: 48, rows: 32, left: -1.5, right: 2.5, top: 1.55, bottom: -1.05 };

/** x and y of the middle of each cell of the grid. */
export function fieldPoints(): Float64Array {
  const { columns, rows, left, right, top, bottom } = FIELD;
  const points = new Float64Array(2 * columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = left + ((right - left) * (column + 0.5)) / columns;
      const y = top + ((bottom - top) * (row + 0.5)) / rows;
      points.set([x, y], 2 * (row * columns + column));
    }
  }
  return points;
}
