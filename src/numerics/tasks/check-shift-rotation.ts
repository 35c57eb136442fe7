import { circularCorrelation } from '../circularCorrelation.ts';
import type { Grid } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Four turned copies of a kernel: a quarter turn of the image passes their means on from one to the next. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const square = (side: number): Grid =>
    Array.from({ length: side }, () => Array.from({ length: side }, draw));
  const [n, k] = [randomWhole(random, 4, 8), randomWhole(random, 2, 4)];
  const [x, kernel] = [square(n), square(k)];
  const kernels = [kernel];
  for (let turn = 1; turn < 4; turn++) kernels.push(quarterTurn(kernels.at(-1) ?? kernel));

  const meanOf = (image: Grid, weights: Grid) => {
    const values = circularCorrelation(image, weights).flat();
    return values.reduce((sum, value) => sum + Math.max(0, value), 0) / values.length;
  };
  const before = kernels.map((weights) => meanOf(x, weights));
  const after = kernels.map((weights) => meanOf(quarterTurn(x), weights));
  const change = Math.max(
    ...after.map((mean, turn) => Math.abs(mean - (before[(turn + 3) % 4] ?? Number.NaN))),
  );
  const total = (means: readonly number[]) => means.reduce((sum, mean) => sum + mean, 0) / 4;
  const alone = Math.abs((after[0] ?? Number.NaN) - (before[0] ?? Number.NaN));
  return {
    statement: `an image of ${n}×${n}, joined at its sides, and a kernel of ${k}×${k}; a quarter turn changes the mean of ReLU(x ⋆ K) by ${alone.toFixed(3)}`,
    rows: [
      {
        label: 'the means of the four turned kernels, each one place on',
        value: change,
        tolerance: 1e-12,
      },
      {
        label: 'the mean over all four: change',
        value: Math.abs(total(after) - total(before)),
        tolerance: 1e-12,
      },
    ],
  };
}

/** The grid turned by 90° clockwise. */
function quarterTurn(grid: Grid): Grid {
  const side = grid.length;
  return grid.map((row, r) => row.map((_, c) => grid[side - 1 - c]?.[r] ?? Number.NaN));
}
