import { mul, relu, relu6, step, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';

/**
 * What a ReLU lets through on the way back, of an upstream signal R at a unit with pre-activation z:
 * - `gradient`: R where z > 0. The derivative (at z = 0, where there is none, 0, as in PyTorch).
 * - `deconvnet`: R where R > 0, whatever z was (Zeiler and Fergus 2014).
 * - `guided`: R where both are positive (Springenberg et al. 2015).
 * Only the first gives a gradient. Under a ceiling, "z > 0" is "0 < z < ceiling": a unit at its
 * ceiling passes on no gradient either. Signals have no ceiling, so deconvnet's rule is the same.
 */
export type ReluRule = 'gradient' | 'deconvnet' | 'guided';

/**
 * max(z, 0), or under a ceiling min(max(z, 0), ceiling). MobileNets have ReLU6; other ceilings are
 * refused.
 */
export interface Relu {
  readonly type: 'relu';
  readonly ceiling?: number | undefined;
}

/** a = max(z, 0), or under a ceiling. */
export function rectify(z: Tensor, ceiling?: number): Tensor {
  return fusedRectifier(ceiling) === 'relu6' ? relu6(z) : relu(z);
}

/** The name that TF.js's fused operations have for it. Throws on a ceiling other than 6. */
export function fusedRectifier(ceiling?: number): 'relu' | 'relu6' {
  if (ceiling === undefined) return 'relu';
  if (ceiling === 6) return 'relu6';
  throw new Error(`Expected a ReLU without a ceiling or with one of 6, found ${ceiling}.`);
}

/**
 * The signal before the ReLU, R ⊙ 1[…]. The output a stands for z: a > 0 exactly where z > 0, and
 * a < ceiling exactly where z < ceiling, so that z need not be kept.
 */
export function rectifyBackward(
  rule: ReluRule,
  upstream: Tensor,
  a: Tensor,
  ceiling?: number,
): Tensor {
  if (rule === 'deconvnet') return relu(upstream);
  return tidy(() => {
    // a (ceiling − a) is positive exactly between the two; one step is cheaper than one for each end.
    const on = step(ceiling === undefined ? a : mul(a, sub(ceiling, a)));
    return mul(rule === 'guided' ? relu(upstream) : upstream, on);
  });
}
