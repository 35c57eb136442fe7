import { softmax, tensor1d, tidy } from '@tensorflow/tfjs-core';

import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { energy, largestProbability, probabilities } from '../novelty/logitScores.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Adds one number to all logits: the softmax stays, the energy falls by that number; and
 * ∂E/∂s = −p, by central differences. Last, log max p = max s + E.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const classes = randomWhole(random, 2, 10);
  const logits = Float64Array.from({ length: classes }, () => 3 * draw());
  const c = 20 * draw();
  const moved = logits.map((logit) => logit + c);
  const p = probabilities(logits);
  const byLibrary = tidy(() => Array.from(softmax(tensor1d([...moved])).dataSync()));
  const slopes = centralDifferences(energy, logits, 1e-4);
  return Promise.resolve({
    statement: `${classes} random logits, all moved by c = ${c.toFixed(2)}: E from ${energy(logits).toFixed(3)} to ${energy(moved).toFixed(3)}`,
    rows: [
      {
        label: 'p(s + c1), by another softmax, and p(s)',
        value: largestDifference(byLibrary, p),
        tolerance: 1e-5,
      },
      {
        label: 'E(s + c1), and E(s) − c',
        value: Math.abs(energy(moved) - (energy(logits) - c)),
        tolerance: 1e-9,
      },
      {
        label: '∂E/∂s by central differences, and −p',
        value: largestDifference(
          slopes,
          p.map((one) => -one),
        ),
        tolerance: 1e-6,
      },
      {
        label: 'log max p, and max s + E',
        value: Math.abs(
          Math.log(largestProbability(logits)) - (Math.max(...logits) + energy(logits)),
        ),
        tolerance: 1e-9,
      },
    ],
  });
}
