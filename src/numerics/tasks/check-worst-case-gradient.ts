import {
  logisticLoss,
  weightGradientAt,
  worstDelta,
  type LinearExample,
} from '../adversarial/worstLinearLoss.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { CheckResult } from './context.ts';

/** Entries of x: few enough to try every corner of the cube. */
const SIZE = 8;

/** The gradient of the worst loss by the weights is the gradient at the worst δ, held fixed. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const array = () => Float64Array.from({ length: SIZE }, draw);
  const example: LinearExample = { w: array(), x: array(), y: random() < 0.5 ? -1 : 1 };
  const epsilon = 0.05 + 0.3 * random();

  const delta = worstDelta(example, epsilon);
  const worst = logisticLoss(example, delta);
  let ofCorners = Number.NEGATIVE_INFINITY;
  for (let corner = 0; corner < 2 ** SIZE; corner++) {
    const other = Float64Array.from({ length: SIZE }, (_, i) =>
      (corner >> i) & 1 ? epsilon : -epsilon,
    );
    ofCorners = Math.max(ofCorners, logisticLoss(example, other));
  }
  const worstLoss = (w: Float64Array) =>
    logisticLoss({ ...example, w }, worstDelta({ ...example, w }, epsilon));
  const atWorst = weightGradientAt(example, delta);
  const byDifference = centralDifferences(worstLoss, Float64Array.from(example.w), 1e-6);
  const atImage = weightGradientAt(example, new Float64Array(SIZE));
  return Promise.resolve({
    statement: `logistic loss of a linear score of ${SIZE} numbers, y = ${example.y}, ε = ${epsilon.toFixed(3)}; the gradient without the attack would be off by ${largestDifference(atImage, byDifference).toFixed(2)}`,
    rows: [
      {
        label: `the loss at δ = −ε y sign w, and the largest of all ${2 ** SIZE} corners`,
        value: Math.abs(worst - ofCorners),
        tolerance: 1e-12,
      },
      {
        label: '∂/∂w at the worst δ held fixed, and central differences of the maximum itself',
        value: largestDifference(atWorst, byDifference),
        tolerance: 1e-7,
      },
    ],
  });
}
