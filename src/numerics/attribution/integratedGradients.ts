import { add, div, mul, sub, tidy, zerosLike, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Attribution } from './attribution.ts';
import { backwardSignal } from './gradient.ts';

/** Where the path begins, and how finely it is walked. */
export interface IntegratedGradientsOptions {
  /** x′: the preprocessed value of a plain image (0 is middle grey, −1 black), or images like x. */
  baseline: number | Tensor4D;
  /** Points on the path: middles of equal pieces. */
  steps: number;
}

/**
 * (x − x′) ⊙ ∫₀¹ ∂s/∂x at x′ + α(x − x′) dα, the integral by the midpoint rule (Sundararajan, Taly
 * and Yan 2017). Complete: the entries add up to s(x) − s(x′), up to the error of the sum.
 */
export function integratedGradients({ baseline, steps }: IntegratedGradientsOptions): Attribution {
  return async (question, context) => {
    const { x } = question;
    let total = zerosLike(x);
    for (let i = 0; i < steps; i++) {
      if (await context.stopped()) {
        total.dispose();
        return null;
      }
      const alpha = (i + 0.5) / steps;
      const before = total;
      total = tidy(() => {
        const between = add<Tensor4D>(mul(x, alpha), mul(baseline, 1 - alpha));
        return add(before, backwardSignal({ ...question, x: between }));
      });
      before.dispose();
      context.progress((i + 1) / steps);
    }
    return tidy(() => {
      const mean = div(total, steps);
      total.dispose();
      return mul<Tensor4D>(sub(x, baseline), mean);
    });
  };
}
