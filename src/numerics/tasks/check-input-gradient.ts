import { tensor4d, tidy } from '@tensorflow/tfjs-core';

import { inputGradient } from '../conv/inputGradient.ts';
import { naiveForward } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { differentiateByTape } from '../tapeConvolution.ts';
import type { CheckResult } from './context.ts';

/** ∂L/∂X = G * K for one channel and stride 1, against two answers that know no convolution. */
export default async function checkInputGradient({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [k1, k2] = [randomWhole(random, 1, 4), randomWhole(random, 1, 4)];
  const [h, w] = [k1 + randomWhole(random, 0, 4), k2 + randomWhole(random, 0, 4)];
  const x = randomArray([1, h, w, 1], draw);
  const kernel = randomArray([k1, k2, 1, 1], draw);
  const g = randomArray([1, h - k1 + 1, w - k2 + 1, 1], draw);

  // The boxed formula, index by index: Σ G[u−a, v−b] K[a,b], G zero outside its grid.
  const [rows, columns] = [g.shape[1], g.shape[2]];
  const byIndex = Float64Array.from({ length: h * w }, (_, at) => {
    const [u, v] = [Math.floor(at / w), at % w];
    let sum = 0;
    for (let a = 0; a < k1; a++) {
      for (let b = 0; b < k2; b++) {
        const [r, c] = [u - a, v - b];
        if (r < 0 || c < 0 || r >= rows || c >= columns) continue;
        sum += (g.values[r * columns + c] ?? 0) * (kernel.values[a * k2 + b] ?? 0);
      }
    }
    return sum;
  });
  const result = tidy(() =>
    inputGradient(
      tensor4d(Float32Array.from(g.values), g.shape),
      tensor4d(Float32Array.from(kernel.values), kernel.shape),
      [h, w],
    ),
  );
  const byTheorem = await result.data();
  result.dispose();

  const loss = (values: Float64Array) => {
    const y = naiveForward({ ...x, values }, kernel);
    return y.values.reduce((sum, value, i) => sum + value * (g.values[i] ?? 0), 0);
  };
  const largest = Math.max(...byIndex.map(Math.abs));
  return {
    statement: `The gradient of an image of ${h}×${w} through a kernel of ${k1}×${k2}`,
    rows: [
      {
        label: 'the sum over G[u−a, v−b] K[a,b] and automatic differentiation',
        value: largestDifference(byIndex, differentiateByTape(x, kernel, g).input),
        tolerance: 1e-12 * Math.max(1, largest),
      },
      {
        label: 'the same sum and central differences',
        value: largestDifference(byIndex, centralDifferences(loss, x.values)),
        tolerance: 1e-8 * Math.max(1, largest),
      },
      {
        label: 'the same sum and pad, flip, slide (in 32 bits)',
        value: largestDifference(byIndex, byTheorem),
        tolerance: 1e-5 * Math.max(1, largest),
      },
    ],
  };
}
