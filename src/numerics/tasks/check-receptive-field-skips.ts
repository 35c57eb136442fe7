import { largestDifference } from '../gradientCheck.ts';
import { pathShares, pathVariance } from '../influence.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** With skips the ways are a mixture: a binomial number of convolutions, the rest passed by. */
export default async function checkSkips({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const depth = randomWhole(random, 2, 12);
  const kernel = 2 * randomWhole(random, 1, 2) + 1;
  const q = 0.1 + 0.8 * random();
  const stack = (n: number) =>
    Array.from({ length: n }, () => ({ kernel, stride: 1, dilation: 1 }));
  const mixture = new Float64Array(depth * (kernel - 1) + 1);
  let chance = (1 - q) ** depth;
  for (let m = 0; m <= depth; m++) {
    const own = pathShares(stack(m));
    const offset = (mixture.length - own.length) / 2;
    own.forEach((share, at) => {
      mixture[offset + at] = (mixture[offset + at] ?? 0) + chance * share;
    });
    chance *= ((depth - m) / (m + 1)) * (q / (1 - q));
  }
  const shares = pathShares(stack(depth), q);
  const middle = (shares.length - 1) / 2;
  const variance = shares.reduce((sum, share, at) => sum + share * (at - middle) ** 2, 0);
  return {
    statement: `${depth} blocks with ${kernel}×${kernel} convolutions, a share of ${q.toFixed(2)} through each`,
    rows: [
      {
        label: 'shares of the ways, against the mixture of stacks of 0 to n convolutions',
        value: largestDifference(shares, mixture),
        tolerance: 1e-12,
      },
      {
        label: 'variance of the mixture, against q n (k² − 1) / 12',
        value: Math.abs(variance - pathVariance(stack(depth), q)),
        tolerance: 1e-10,
      },
    ],
  };
}
