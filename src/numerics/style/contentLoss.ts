import { mul, square, sub, sum, tidy, type Scalar, type Tensor4D } from '@tensorflow/tfjs-core';

import type { MapLoss } from './styleLoss.ts';

/**
 * L = ½ Σ (F − P)², position by position, and ∂L/∂F = F − P, where P are the content image's maps at
 * the same layer, [1,H,W,N] like F (Gatys et al. 2016).
 */
export function contentLoss(maps: Tensor4D, target: Tensor4D): MapLoss {
  return tidy(() => {
    const difference = sub<Tensor4D>(maps, target);
    const value = mul<Scalar>(sum(square(difference)), 0.5);
    return { value, gradient: difference };
  });
}
