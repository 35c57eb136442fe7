import { div, tile, type Tensor2D } from '@tensorflow/tfjs-core';

/**
 * The dense layer on flattened maps that computes the same as a dense layer on their means: the mean
 * of map k is Σ A^k_ij / Z over its Z = uv places, so each place has the weight w_kc / Z. The kernel
 * [C, n_out] becomes [u·v·C, n_out]: Z copies of one block, one below the other.
 */
export function pooledAsDense(kernel: Tensor2D, [u, v]: readonly [number, number]): Tensor2D {
  const places = u * v;
  return tile(div<Tensor2D>(kernel, places), [places, 1]);
}
