import { matMul, mean, sub, tidy, transpose, type Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Inner products of all pairs of points after their mean has been taken off, B = X̃X̃ᵀ [n,n], for
 * points X [n,d]. Everything that follows needs no more than B: distances, and the principal axes,
 * since X̃X̃ᵀ and n·C = X̃ᵀX̃ have the same eigenvalues but for zeros. n² numbers, however large d is.
 */
export function centredProducts(points: Tensor2D): Tensor2D {
  return tidy(() => {
    const centred = sub<Tensor2D>(points, mean(points, 0, true));
    // Transposed beforehand: only a plain product has a fast kernel on wasm.
    return matMul<Tensor2D>(centred, transpose(centred));
  });
}
