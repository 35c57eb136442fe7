import {
  div,
  matMul,
  mean,
  sub,
  tidy,
  transpose,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { columnsOf, featureMatrix } from './featureMatrix.ts';

/** Whether each channel's mean over the positions is taken off first. */
export interface GramOptions {
  centred?: boolean;
}

/** G = F Fᵀ [N,N] of one image's maps [1,H,W,N]: G_ij is the
 * sum over all positions of channel i times channel j. */
export function gramMatrix(maps: Tensor4D): Tensor2D {
  return tidy(() => {
    const f = featureMatrix(maps);
    return matMul<Tensor2D>(f, transpose(f));
  });
}

/**
 * G/M [N,N], a mean over the M positions, so that images of different sizes can be compared: the
 * second moments of the features or, centred, their covariances.
 */
export function meanGramMatrix(maps: Tensor4D, { centred = false }: GramOptions = {}): Tensor2D {
  return tidy(() => {
    const columns = columnsOf(maps);
    const own = centred ? centredColumns(columns) : columns;
    return div(matMul<Tensor2D>(transpose(own), own), own.shape[0]);
  });
}

/** Fᵀ [M,N] without each channel's mean. */
export function centredColumns(columns: Tensor2D): Tensor2D {
  return tidy(() => sub<Tensor2D>(columns, mean(columns, 0, true)));
}
