import { mul, tensor } from '@tensorflow/tfjs-core';

import { mulberry32 } from '../random.ts';
import { changeWeights } from './changeWeights.ts';
import type { Network } from './network.ts';

/**
 * The network with the signs of its kernels [k,k,C_in,C_out] drawn anew and all magnitudes kept: of
 * 'weights', each on its own, or of 'slices', one for each k×k slice, whose taps then keep their
 * signs relative to each other. It shows what in a trained network is due to the sizes of its
 * weights, to the slices, and to how they fit together. The head stays as it is.
 */
export function redrawSigns(network: Network, of: 'weights' | 'slices', seed: number): Network {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1));
  const sign = () => (random() < 0.5 ? -1 : 1);
  return changeWeights(network, ({ type, kernel, bias }) => {
    if (type === 'dense') return null;
    const slices = kernel.shape.slice(2).reduce((product, n) => product * n, 1);
    const signs =
      of === 'weights'
        ? Float32Array.from({ length: kernel.size }, sign)
        : repeated(Float32Array.from({ length: slices }, sign), kernel.size);
    return { kernel: mul(kernel, tensor(signs, kernel.shape)), bias };
  });
}

function repeated(values: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => values[i % values.length] ?? 1);
}
