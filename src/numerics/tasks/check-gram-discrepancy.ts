import { square, sub, sum, tidy } from '@tensorflow/tfjs-core';

import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { gramMatrix } from '../style/gramMatrix.ts';
import { naiveGram } from '../style/naiveGram.ts';
import type { CheckResult } from './context.ts';

/** ‖FFᵀ − SSᵀ‖² = Σk(f,f) − 2Σk(f,s) + Σk(s,s) with k(x,y) = (xᵀy)², summed pair by pair. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [height, width] = [randomWhole(random, 1, 4), randomWhole(random, 2, 5)];
  const n = randomWhole(random, 2, 6);
  const [f, s] = [0, 1].map(() => randomArray([1, height, width, n], draw));
  if (!f || !s) throw new Error('Expected two images.');
  const [g, a] = [naiveGram(f.values, n), naiveGram(s.values, n)];
  const norm = g.reduce((total, value, i) => total + (value - (a[i] ?? 0)) ** 2, 0);
  const pairs =
    kernelSum(f.values, f.values, n) -
    2 * kernelSum(f.values, s.values, n) +
    kernelSum(s.values, s.values, n);
  const page = tidy(() =>
    sum(square(sub(gramMatrix(toTensor(f)), gramMatrix(toTensor(s))))).dataSync(),
  );
  return Promise.resolve({
    statement: `N = ${n} channels, M = ${height}·${width} positions; ‖FFᵀ − SSᵀ‖² = ${norm.toPrecision(4)}`,
    rows: [
      {
        label: 'the norm, and the three sums over pairs of positions',
        value: Math.abs(norm - pairs),
        tolerance: 1e-11 * Math.max(1, norm),
      },
      {
        label: 'the norm, and the page’s code, in 32 bits',
        value: Math.abs(norm - (page[0] ?? Number.NaN)),
        tolerance: 1e-5 * Math.max(1, norm),
      },
    ],
  });
}

/** Σ (xᵀy)² over all pairs of a position of one image and one of the other. */
function kernelSum(x: Float64Array, y: Float64Array, n: number): number {
  let total = 0;
  for (let i = 0; i < x.length; i += n) {
    for (let j = 0; j < y.length; j += n) {
      let product = 0;
      for (let c = 0; c < n; c++) product += (x[i + c] ?? 0) * (y[j + c] ?? 0);
      total += product ** 2;
    }
  }
  return total;
}
