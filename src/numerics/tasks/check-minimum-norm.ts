import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { descend, ridgeGradient, ridgeLoss } from '../regression/ridgeLoss.ts';
import { ridge } from '../regression/ridge.ts';
import { singularValues } from '../regression/singularValues.ts';
import type { CheckResult } from './context.ts';

/** Steps of gradient descent; the smallest of a few singular values decides how many it takes. */
const STEPS = 20000;

/** The weights from S, U and V are where the gradient is zero, and where gradient descent from zero ends. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 3, 5);
  const p = n + randomWhole(random, 5, 9);
  const lambda = 0.1 + random();
  const phi = Array.from({ length: n }, () => Float64Array.from({ length: p }, draw));
  const y = Float64Array.from({ length: n }, draw);
  const decomposition = singularValues(phi);
  const regular = ridge(decomposition, y, lambda);
  const shortest = ridge(decomposition, y, 0);
  const problem = { phi, y, lambda };

  let apart = 0;
  for (let j = 0; j < p; j++) {
    const moved = (step: number) => {
      const weights = Float64Array.from(shortest);
      weights[j] = (weights[j] ?? 0) + step;
      return ridgeLoss(problem, weights);
    };
    const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
    apart = Math.max(apart, Math.abs(slope - (ridgeGradient(problem, shortest)[j] ?? 0)));
  }
  const reached = descend({ ...problem, lambda: 0 }, STEPS);
  const length = Math.hypot(...shortest);
  return Promise.resolve({
    statement: `${n} examples, ${p} features, λ = ${lambda.toFixed(2)}. ‖w‖ is ${length.toFixed(3)} without the ridge and ${Math.hypot(...regular).toFixed(3)} with it`,
    rows: [
      {
        label: 'gradient of the loss, and finite differences, anywhere',
        value: apart,
        tolerance: 1e-7,
      },
      {
        label: 'gradient at the weights of the formula, and zero',
        value: largest(ridgeGradient(problem, regular)),
        tolerance: 1e-10,
      },
      {
        label: 'loss without ridge at its weights, and zero',
        value: ridgeLoss({ ...problem, lambda: 0 }, shortest),
        tolerance: 1e-10,
      },
      {
        label: 'where gradient descent from zero ends, and the fit of smallest norm',
        value: largest(reached.map((weight, j) => weight - (shortest[j] ?? 0))),
        tolerance: 1e-8,
      },
    ],
  });
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
