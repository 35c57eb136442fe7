import { blocksOf, through, productOf } from '../depth/smallBlocks.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Through blocks y = x + F(x), F(x) = B max(0, Ax): the gradient is the upstream one plus what came
 * through the branches, and what came through is the product of the I + J, or the sum over all paths.
 */
export default async function checkDepthSkip({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const size = randomWhole(random, 2, 4);
  const count = randomWhole(random, 2, 5);
  const blocks = blocksOf(size, count, draw);
  const x = Float64Array.from({ length: size }, draw);
  const g = Float64Array.from({ length: size }, draw);
  const lossAt = (values: Float64Array) =>
    through(blocks, values).out.reduce((sum, value, i) => sum + value * (g[i] ?? 0), 0);

  const { branches, jacobians, out } = through(blocks, x);
  const summed = x.map((value, i) => branches.reduce((sum, f) => sum + (f[i] ?? 0), value));
  const byProduct = productOf(jacobians, g, 'skips');
  const byPaths = new Float64Array(size);
  for (let path = 0; path < 2 ** count; path++) {
    const taken = jacobians.filter((_, i) => (path >> i) & 1);
    productOf(taken, g, 'plain').forEach((value, i) => {
      byPaths[i] = (byPaths[i] ?? 0) + value;
    });
  }
  return Promise.resolve({
    statement: `${count} blocks on ${size} numbers, so ${2 ** count} paths`,
    rows: [
      {
        label: 'x at the end, and x at the beginning plus all branches',
        value: largestDifference(out, summed),
        tolerance: 1e-10,
      },
      {
        label: '∂L/∂x: the product of I + J, and central differences',
        value: largestDifference(byProduct, centralDifferences(lossAt, x, 1e-6)),
        tolerance: 1e-5,
      },
      {
        label: '∂L/∂x: the product, and the sum over all paths',
        value: largestDifference(byProduct, byPaths),
        tolerance: 1e-9,
      },
    ],
  });
}
