import { tensor2d, tidy } from '@tensorflow/tfjs-core';

import { update } from '../ascent/update.ts';
import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Steps up w · x − λ‖x‖² leave (1 − 2ηλ)^k of the distance from w/2λ, on both sides of the bound
 * η = 1/λ: random w, start and λ, one η below and one above it.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [pixels, steps] = [randomWhole(random, 1, 8), randomWhole(random, 3, 12)];
  const lambda = 0.1 + random();
  const [w, x0] = [draw, draw].map((next) => randomArray([1, 1, 1, pixels], next).values);
  if (!w || !x0) throw new Error('Expected weights and a start.');
  const limit = w.map((value) => value / (2 * lambda));

  const walked = (eta: number, count: number) =>
    tidy(() => {
      const gradient = tensor2d([...w], [1, pixels]);
      let x = tensor2d([...x0], [1, pixels]);
      for (let step = 0; step < count; step++) x = update(x, gradient, { eta, lambda });
      return [...x.dataSync()];
    });
  const foretold = (eta: number, count: number) =>
    limit.map((at, i) => at + (1 - 2 * eta * lambda) ** count * ((x0[i] ?? 0) - at));
  const apart = (x: ArrayLike<number>) => Math.hypot(...limit.map((at, i) => (x[i] ?? 0) - at));
  const [below, above] = [(0.3 + 0.6 * random()) / lambda, (1.05 + 0.2 * random()) / lambda];
  const far = apart(x0) * (2 * above * lambda - 1) ** steps;
  return Promise.resolve({
    statement: `${pixels} pixels, λ = ${lambda.toFixed(2)}, so the bound is η = ${(1 / lambda).toFixed(2)}; ${steps} steps`,
    rows: [
      {
        label: `η = ${below.toFixed(2)}: the steps, and the formula`,
        value: largestDifference(walked(below, steps), foretold(below, steps)),
        tolerance: 1e-3,
      },
      {
        label: `η = ${below.toFixed(2)}: what is left of the distance after 200 steps`,
        value: apart(walked(below, 200)),
        tolerance: 1e-3,
      },
      {
        label: `η = ${above.toFixed(2)}: the distance reached, and |1 − 2ηλ|^k times the first, as a share`,
        value: Math.abs(apart(walked(above, steps)) / far - 1),
        tolerance: 1e-3,
      },
    ],
  });
}
