import { mul, softmax, sum, tensor2d, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { logit, logProbability, probability } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** How far a score is moved for a central difference. */
const STEP = 1e-2;

/**
 * ∂log p_c/∂S_k = 1[k = c] − p_k, ∂p_c/∂S_k is p_c times that, and with it
 * ∇log p_c = (1 − p_c)(∇S_c − Σ q_k ∇S_k) for scores that are linear in the input.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [classes, pixels] = [randomWhole(random, 2, 8), randomWhole(random, 2, 6)];
  const c = randomWhole(random, 0, classes - 1);
  const scores = [...randomArray([1, 1, 1, classes], draw).values];
  const slopes = [...randomArray([1, 1, classes, pixels], draw).values]; // ∂S_k/∂x_i

  const found = tidy(() => {
    const logits = tensor2d([scores]);
    const numbers = (tensor: Tensor) => [...tensor.dataSync()];
    const p = numbers(softmax(logits));
    const byRule = numbers(logProbability('logits', c).derivative(logits));
    const ofP = numbers(probability('logits', c).derivative(logits));
    const valueOf = (moved: Float64Array) =>
      numbers(logProbability('logits', c).value(tensor2d([...moved], [1, classes])))[0] ??
      Number.NaN;
    const byDifference = centralDifferences(valueOf, Float64Array.from(scores), STEP);
    const jacobian = tensor2d(slopes, [classes, pixels]);
    const inPixels = (weights: number[]) =>
      numbers(sum(mul(jacobian, tensor2d(weights, [classes, 1])), 0));
    const pc = p[c] ?? Number.NaN;
    const own = numbers(logit('logits', c).derivative(logits));
    const rivals = p.map((pk, k) => (k === c ? 0 : pk / (1 - pc)));
    const split = inPixels(own.map((one, k) => (1 - pc) * (one - (rivals[k] ?? 0))));
    return {
      pc,
      difference: largestDifference(byRule, byDifference),
      factor: largestDifference(
        ofP,
        byRule.map((value) => pc * value),
      ),
      split: largestDifference(inPixels(byRule), split),
    };
  });
  return Promise.resolve({
    statement: `${classes} classes with random scores, ${pixels} pixels; p of class ${c} is ${found.pc.toPrecision(3)}`,
    rows: [
      {
        label: '∂log p/∂S: the rule, and central differences',
        value: found.difference,
        tolerance: 2e-3,
      },
      { label: '∂p/∂S, and p times ∂log p/∂S', value: found.factor, tolerance: 1e-6 },
      {
        label: 'the gradient in the pixels, and (1 − p) times score less mean rival',
        value: found.split,
        tolerance: 1e-5,
      },
    ],
  });
}
