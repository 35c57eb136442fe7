import {
  div,
  matMul,
  mean,
  reshape,
  sub,
  tidy,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/**
 * T(x) = (1/M) Σ_k f_k f_kᵀ, the mean over the M = H·W places of the products of every two channels:
 * the Gram matrix over M. Maps [N,H,W,C] → [N,C,C], symmetric.
 */
export function secondMoments(maps: Tensor4D): Tensor3D {
  return tidy(() => {
    const [n, h, w, c] = maps.shape;
    const columns = reshape(maps, [n, h * w, c]); // a row for each place
    return div<Tensor3D>(matMul(columns, columns, true, false), h * w);
  });
}

/** μ = (1/M) Σ_k f_k, the mean of every channel: maps [N,H,W,C] → [N,C]. */
export function firstMoments(maps: Tensor4D): Tensor2D {
  return mean<Tensor2D>(maps, [1, 2]);
}

/** Σ = T − μμᵀ, the covariances of the channels over places: maps [N,H,W,C] → [N,C,C]. */
export function covariances(maps: Tensor4D): Tensor3D {
  return tidy(() => {
    const [n, , , c] = maps.shape;
    const means = reshape(firstMoments(maps), [n, c, 1]);
    return sub<Tensor3D>(secondMoments(maps), matMul(means, means, false, true));
  });
}
