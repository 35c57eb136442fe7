import { tensor, zeros, type Tensor } from '@tensorflow/tfjs-core';

import { changeWeights } from '../network/changeWeights.ts';
import type { Network } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/** Where a training begins: at the trained network's weights, or at random ones. */
export const starts = ['trained', 'random'] as const;

export type Start = (typeof starts)[number];

/**
 * A network of the trained one's shape for other classes, before its first step. The dense layer is new, drawn
 * from a normal distribution of variance 1/fan-in, its biases zero; the convolutions are the
 * trained ones, or drawn with variance 2/fan-in (He et al. 2015) with biases zero. `disposeNetwork` frees it.
 */
export function startAt(trained: Network, start: Start, classes: number, seed: number): Network {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const drawn = (shape: number[], gain: number): Tensor => {
    const size = shape.reduce((product, n) => product * n, 1);
    const fanIn = size / (shape.at(-1) ?? 1);
    return tensor(
      Float32Array.from({ length: size }, () => Math.sqrt(gain / fanIn) * draw()),
      shape,
    );
  };
  return changeWeights(trained, ({ type, kernel, bias }) => {
    if (type === 'dense') {
      return { kernel: drawn([kernel.shape[0], classes], 1), bias: zeros([classes]) };
    }
    if (start === 'trained') return null;
    return { kernel: drawn(kernel.shape, 2), bias: zeros(bias.shape) };
  });
}
