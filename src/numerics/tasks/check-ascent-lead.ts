import { tensor2d, tidy } from '@tensorflow/tfjs-core';

import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { logProbability } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * log p_c = −log(1 + e^(−m)) for the lead m = S_c − log Σ_{k≠c} exp S_k, and so its gradient is
 * (1 − p_c)∇m: for scores that are linear in the pixels, with random slopes.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [classes, pixels] = [randomWhole(random, 2, 8), randomWhole(random, 2, 6)];
  const c = randomWhole(random, 0, classes - 1);
  const slopes = randomArray([1, 1, classes, pixels], draw).values; // ∂S_k/∂x_i
  const x = randomArray([1, 1, 1, pixels], draw).values;

  const scoresAt = (at: Float64Array) =>
    Array.from({ length: classes }, (_, k) =>
      at.reduce((sum, value, i) => sum + value * (slopes[k * pixels + i] ?? 0), 0),
    );
  const leadAt = (at: Float64Array) => {
    const scores = scoresAt(at);
    const rest = scores.filter((_, k) => k !== c).reduce((sum, s) => sum + Math.exp(s), 0);
    return (scores[c] ?? Number.NaN) - Math.log(rest);
  };
  const lead = leadAt(x);
  const ofLead = centralDifferences(leadAt, x);
  const found = tidy(() => {
    const logits = tensor2d([scoresAt(x)]);
    const scalar = logProbability('logits', c);
    return {
      logP: scalar.value(logits).dataSync()[0] ?? Number.NaN,
      byScores: [...scalar.derivative(logits).dataSync()],
    };
  });
  const gradient = Array.from({ length: pixels }, (_, i) =>
    found.byScores.reduce((sum, g, k) => sum + g * (slopes[k * pixels + i] ?? 0), 0),
  );
  const rest = 1 / (1 + Math.exp(lead)); // 1 − p
  return Promise.resolve({
    statement: `${classes} classes, ${pixels} pixels; the lead of class ${c} is ${lead.toFixed(2)}`,
    rows: [
      {
        label: 'log p, and −log(1 + e^(−m))',
        value: Math.abs(found.logP + Math.log1p(Math.exp(-lead))),
        tolerance: 1e-5,
      },
      {
        label: '∇log p by the scores, and (1 − p) times the lead’s slope by differences',
        value: largestDifference(
          gradient,
          ofLead.map((slope) => rest * slope),
        ),
        tolerance: 1e-5,
      },
    ],
  });
}
