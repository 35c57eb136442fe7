import { mul, relu, step, tidy, type Tensor } from '@tensorflow/tfjs-core';

/**
 * What a ReLU lets through on the way back, of an upstream signal R at a unit with pre-activation z:
 * - `gradient`: R where z > 0. The derivative (at z = 0, where there is none, 0, as in PyTorch).
 * - `deconvnet`: R where R > 0, whatever z was (Zeiler and Fergus 2014).
 * - `guided`: R where both are positive (Springenberg et al. 2015).
 * Only the first gives a gradient.
 */
export type ReluRule = 'gradient' | 'deconvnet' | 'guided';

/** a = max(z, 0). */
export function rectify(z: Tensor): Tensor {
  return relu(z);
}

/**
 * The signal before the ReLU, R ⊙ 1[…]. The output a stands for z: a > 0 exactly where z > 0, so
 * that z need not be kept.
 */
export function rectifyBackward(rule: ReluRule, upstream: Tensor, a: Tensor): Tensor {
  if (rule === 'deconvnet') return relu(upstream);
  return tidy(() => mul(rule === 'guided' ? relu(upstream) : upstream, step(a)));
}
