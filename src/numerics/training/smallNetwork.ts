import { keep, tensor, zeros, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import type { Network, Step } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/** Maps of each convolution, and classes. */
export interface SmallNetworkSize {
  widths: readonly number[];
  classes: number;
}

/**
 * An untrained network for images [N,H,W,3]: convolutions 3×3 with ReLU ('conv1', 'conv2', …), a
 * pooling of 2×2 between each two ('pool1', …), the mean of the last maps ('average') and a dense
 * layer ('logits'). Kernels are drawn from a normal distribution of variance 2/fan-in (He et al.
 * 2015), the dense one of variance 1/fan-in, from the seed; biases are zero. `disposeNetwork` frees it.
 */
export function smallNetwork({ widths, classes }: SmallNetworkSize, seed: number): Network {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const drawn = (shape: number[], variance: number): Tensor => {
    const size = shape.reduce((product, n) => product * n, 1);
    const scale = Math.sqrt(variance);
    return keep(tensor(Float32Array.from({ length: size }, () => scale * draw()), shape));
  };
  const biases = (count: number): Tensor1D => keep(zeros([count]));

  const steps = widths.flatMap((width, i): Step[] => {
    const inputs = widths[i - 1] ?? 3;
    const kernel = drawn([3, 3, inputs, width], 2 / (9 * inputs));
    const bias = biases(width);
    const name = `conv${i + 1}`;
    const conv = { name: `${name}.pre`, type: 'conv', kernel, bias, stride: 1, padding: 'same' };
    const pool = { name: `pool${i + 1}`, type: 'maxPool', size: 2 };
    const last = i === widths.length - 1;
    return [conv, { name, type: 'relu' }, ...(last ? [] : [pool])] as Step[];
  });
  const features = widths.at(-1) ?? 3;
  const dense = {
    name: 'logits',
    type: 'dense',
    kernel: drawn([features, classes], 1 / features),
    bias: biases(classes),
  } as Step;
  return { steps: [...steps, { name: 'average', type: 'globalAveragePool' }, dense] };
}
