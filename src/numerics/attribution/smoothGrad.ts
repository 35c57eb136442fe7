import { add, div, tensor, tidy, zerosLike, type Tensor4D } from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { Attribution } from './attribution.ts';
import { backwardSignal } from './gradient.ts';

/** How SmoothGrad looks around. */
export interface SmoothGradOptions {
  /** Standard deviation of the noise, in units of the preprocessed image. */
  sigma: number;
  /** How many noisy copies. */
  samples: number;
  seed: number;
}

/**
 * The mean of ∂s/∂x over noisy copies x + σ·n, n standard normal (Smilkov et al. 2017): the
 * gradient of s blurred by a Gaussian, up to the error of a finite sample.
 */
export function smoothGrad({ sigma, samples, seed }: SmoothGradOptions): Attribution {
  return async (question, context) => {
    const draw = normal(mulberry32(seed));
    let total = zerosLike(question.x);
    for (let i = 0; i < samples; i++) {
      if (await context.stopped()) {
        total.dispose();
        return null;
      }
      const before = total;
      total = tidy(() => add(before, backwardSignal({ ...question, x: noisy(question.x) })));
      before.dispose();
      context.progress((i + 1) / samples);
    }
    return tidy(() => {
      const mean = div<Tensor4D>(total, samples);
      total.dispose();
      return mean;
    });

    function noisy(x: Tensor4D): Tensor4D {
      const noise = Float32Array.from({ length: x.size }, () => sigma * draw());
      return add(x, tensor(noise, x.shape));
    }
  };
}
