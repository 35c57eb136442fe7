import { ones, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { convGeometry, type ConvOptions } from './conv/geometry.ts';
import { inputGradient } from './conv/inputGradient.ts';

/** A layer of one channel, with its weights. */
export interface WeightedLayer {
  kernel: Tensor4D;
  options: ConvOptions;
}

/**
 * By how much unit [row, column] of the last layer changes for each pixel of the input, per unit of
 * change: carried down layer by layer. Linear layers → [1,H,W,1]. The caller disposes, or tidies.
 */
export function sensitivityOfStack(
  layers: readonly WeightedLayer[],
  inputSize: [number, number],
  [row, column]: readonly [number, number],
): Tensor4D {
  const sizes = [inputSize];
  for (const { kernel, options } of layers) {
    const [k1, k2] = kernel.shape;
    sizes.push(convGeometry(sizes.at(-1) ?? inputSize, [k1, k2], options).outputSize);
  }
  return tidy(() => {
    const [h, w] = sizes.at(-1) ?? inputSize;
    const one = new Float32Array(h * w);
    one[row * w + column] = 1;
    let signal: Tensor4D = tensor4d(one, [1, h, w, 1]);
    for (const [at, { kernel, options }] of [...layers.entries()].toReversed()) {
      signal = inputGradient(signal, kernel, sizes[at] ?? inputSize, options);
    }
    return signal;
  });
}

/** A kernel of ones, k × k, one channel. */
export function kernelOfOnes(k: number): Tensor4D {
  return ones([k, k, 1, 1]);
}
