import { tensor2d, tidy } from '@tensorflow/tfjs-core';

import { update } from '../ascent/update.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * A step up S(x) − λ‖x‖², its slope taken by differences of the whole, is (1 − 2ηλ)x + η∇S, for a
 * score S(x) = Σ v log(1 + exp(u · x)) of random weights.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [pixels, units] = [randomWhole(random, 2, 8), randomWhole(random, 2, 6)];
  const [eta, lambda] = [0.05 + random(), 0.05 + random()];
  const u = randomArray([1, 1, units, pixels], draw).values;
  const v = randomArray([1, 1, 1, units], draw).values;
  const x = randomArray([1, 1, 1, pixels], draw).values;

  const z = (at: Float64Array, j: number) =>
    at.reduce((sum, value, i) => sum + value * (u[j * pixels + i] ?? 0), 0);
  const score = (at: Float64Array) =>
    v.reduce((sum, weight, j) => sum + weight * Math.log1p(Math.exp(z(at, j))), 0);
  const slope = x.map((_, i) =>
    v.reduce(
      (sum, weight, j) => sum + (weight * (u[j * pixels + i] ?? 0)) / (1 + Math.exp(-z(x, j))),
      0,
    ),
  );
  const whole = (at: Float64Array) => score(at) - lambda * at.reduce((sum, a) => sum + a * a, 0);
  const bySlopes = centralDifferences(whole, x).map((g, i) => (x[i] ?? 0) + eta * g);

  const moved = (way: { eta: number; lambda?: number }) =>
    tidy(() => [
      ...update(tensor2d([...x], [1, pixels]), tensor2d([...slope], [1, pixels]), way).dataSync(),
    ]);
  const closed = moved({ eta, lambda });
  const apart = moved({ eta }).map((value, i) => value - 2 * eta * lambda * (x[i] ?? 0));
  return Promise.resolve({
    statement: `${pixels} pixels, ${units} units, η = ${eta.toFixed(2)}, λ = ${lambda.toFixed(2)}`,
    rows: [
      {
        label: 'x + η · slope of S − λ‖x‖², and (1 − 2ηλ)x + η∇S',
        value: largestDifference(bySlopes, closed),
        tolerance: 1e-4,
      },
      {
        label: 'the same with the penalty’s part by itself',
        value: largestDifference(apart, closed),
        tolerance: 1e-5,
      },
    ],
  });
}
