import { keep, tensor4d, tidy, zeros, type Tensor4D } from '@tensorflow/tfjs-core';

import { dilate } from '../conv/dilate.ts';
import type { Taps } from '../influence.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { Network, Step } from './network.ts';

/** A layer of a stack: a convolution, or pooling that takes the maximum of its window. */
export interface StackLayer extends Taps {
  type: 'conv' | 'pool';
}

/**
 * A network that has learned nothing: convolutions without padding or biases, a ReLU after each but
 * the last, weights drawn by He's rule (normal, variance 2 / fan-in). Maps have `channels`
 * channels; the first layer takes `inputs`. Pooling has stride = kernel and dilation 1.
 * `disposeNetwork` frees it. Places are '1', '2', … after each layer, '1.pre' before its ReLU.
 */
export function randomStack(
  layers: readonly StackLayer[],
  { channels, inputs, seed }: { channels: number; inputs: number; seed: number },
): Network {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const lastConv = layers.findLastIndex(({ type }) => type === 'conv');
  let before = inputs;
  const steps = layers.flatMap((layer, index): Step[] => {
    const name = String(index + 1);
    if (layer.type === 'pool') return [{ name, type: 'maxPool', size: layer.kernel }];
    const { kernel: k, stride, dilation } = layer;
    const scale = Math.sqrt(2 / (k * k * before));
    const values = Float32Array.from({ length: k * k * before * channels }, () => scale * draw());
    const [kernel, bias] = tidy(() => {
      const dense: Tensor4D = tensor4d(values, [k, k, before, channels]);
      return [keep(dilate(dense, [dilation, dilation], 0).clone()), keep(zeros([channels]))];
    });
    before = channels;
    const conv = { type: 'conv', kernel, bias, stride, padding: 'valid' } as const;
    if (index === lastConv) return [{ ...conv, name } as Step];
    return [{ ...conv, name: `${name}.pre` } as Step, { type: 'relu', name }];
  });
  return { steps };
}
