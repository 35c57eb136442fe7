import {
  matMul,
  mul,
  reshape,
  square,
  sub,
  sum,
  tidy,
  type Scalar,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { columnsOf } from './featureMatrix.ts';
import { centredColumns, meanGramMatrix, type GramOptions } from './gramMatrix.ts';

/** A loss of one image's maps [1,H,W,N], and its derivative by them, shaped like them. */
export interface MapLoss {
  value: Scalar;
  gradient: Tensor4D;
}

/**
 * E = ‖G/M − Ā‖² / 4N² of Gatys et al. (2016), and
 * ∂E/∂F = (G/M − Ā) F / N²M, where Ā [N,N] is the
 * style image's `meanGramMatrix`. For images of one
 * size Ā = A/M, and these are ‖G − A‖² / 4N²M² and
 * (G − A) F / N²M². Centred: the same of covariances,
 * F without its means.
 */
export function styleLoss(maps: Tensor4D, target: Tensor2D, moments: GramOptions = {}): MapLoss {
  return tidy(() => {
    const [, height, width, n] = maps.shape;
    const columns = columnsOf(maps);
    const f = moments.centred ? centredColumns(columns) : columns;
    const difference = sub<Tensor2D>(meanGramMatrix(maps, moments), target);

    const value = mul<Scalar>(sum(square(difference)), 1 / (4 * n * n));
    // G − A is symmetric, so that Fᵀ(G − A) is ((G − A) F)ᵀ.
    const gradient = mul(matMul<Tensor2D>(f, difference), 1 / (n * n * height * width));
    return { value, gradient: reshape(gradient, maps.shape) as Tensor4D };
  });
}
