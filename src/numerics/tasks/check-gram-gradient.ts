import { tidy } from '@tensorflow/tfjs-core';

import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { meanGramMatrix } from '../style/gramMatrix.ts';
import { naiveGram, styleLossOnTape } from '../style/naiveGram.ts';
import { styleLoss } from '../style/styleLoss.ts';
import type { CheckResult } from './context.ts';

/** ∂E/∂F = (G − A)F / N²M² for random features: against a tape of additions and multiplications, and differences. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [height, width] = [randomWhole(random, 2, 3), randomWhole(random, 2, 4)];
  const [n, m] = [randomWhole(random, 2, 4), height * width];
  const f = randomArray([1, height, width, n], draw);
  const style = randomArray([1, height, width, n], draw);
  const a = naiveGram(style.values, n);

  const loss = (values: Float64Array) => {
    const g = naiveGram(values, n);
    return g.reduce((sum, value, i) => sum + (value - (a[i] ?? 0)) ** 2, 0) / (4 * n * n * m * m);
  };
  // (G − A)F, a row for each position.
  const g = naiveGram(f.values, n);
  const formula = f.values.map((_, at) => {
    const [k, i] = [Math.floor(at / n), at % n];
    let sum = 0;
    for (let j = 0; j < n; j++) {
      sum += ((g[i * n + j] ?? 0) - (a[i * n + j] ?? 0)) * (f.values[k * n + j] ?? 0);
    }
    return sum / (n * n * m * m);
  });
  const page = tidy(() =>
    styleLoss(toTensor(f), meanGramMatrix(toTensor(style))).gradient.dataSync(),
  );
  const largest = Math.max(...formula.map(Math.abs));
  return Promise.resolve({
    statement: `N = ${n} channels, M = ${height}·${width} positions, E = ${loss(f.values).toPrecision(3)}`,
    rows: [
      {
        label: '(G − A)F/N²M² and automatic differentiation',
        value: largestDifference(formula, styleLossOnTape(f.values, a, n)),
        tolerance: 1e-12 * Math.max(1, largest),
      },
      {
        label: '(G − A)F/N²M² and central differences',
        value: largestDifference(formula, centralDifferences(loss, f.values)),
        tolerance: 1e-7 * Math.max(1, largest),
      },
      {
        label: '(G − A)F/N²M² and the page’s code, in 32 bits',
        value: largestDifference(formula, page),
        tolerance: 1e-5 * Math.max(1, largest),
      },
    ],
  });
}
