import { evenWeights, raiseWeights } from '../domains/groupWeights.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Group-DRO's weights: t multiplications against the closed form and against the slope of the
 * smooth maximum by central differences, and the two bounds of the weighted loss.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const groups = randomWhole(random, 2, 6);
  const steps = randomWhole(random, 1, 50);
  const rate = 0.01 + 0.3 * random();
  const losses = Array.from({ length: groups }, () => 3 * random());

  let weights = evenWeights(groups);
  for (let t = 0; t < steps; t++) weights = raiseWeights(weights, losses, rate);
  const sharpness = rate * steps;
  const powers = losses.map((loss) => Math.exp(sharpness * loss));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const smoothMaximum = (at: Float64Array) =>
    Math.log(at.reduce((sum, loss) => sum + Math.exp(sharpness * loss), 0)) / sharpness;
  const weighted = weights.reduce((sum, q, d) => sum + q * (losses[d] ?? 0), 0);
  const largest = Math.max(...losses);
  return Promise.resolve({
    statement: `${groups} groups with random losses, ${steps} steps of η = ${rate.toFixed(3)}`,
    rows: [
      {
        label: 'the weights, and exp(ηt L) divided by its sum',
        value: largestDifference(
          weights,
          powers.map((power) => power / total),
        ),
        tolerance: 1e-12,
      },
      {
        label: 'the weights, and the slope of the smooth maximum by central differences',
        value: largestDifference(
          weights,
          centralDifferences(smoothMaximum, Float64Array.from(losses), 1e-5),
        ),
        tolerance: 1e-7,
      },
      {
        label: 'how far the weighted loss is above the largest loss',
        value: Math.max(0, weighted - largest),
        tolerance: 1e-12,
      },
      {
        label: 'how far it is below the largest loss less log m/(ηt)',
        value: Math.max(0, largest - Math.log(groups) / sharpness - weighted),
        tolerance: 1e-12,
      },
    ],
  });
}
