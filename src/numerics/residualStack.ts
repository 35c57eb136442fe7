import {
  add,
  mul,
  relu,
  reshape,
  square,
  step,
  sum,
  tensor4d,
  tidy,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { forward } from './conv/forward.ts';
import { inputGradient } from './conv/inputGradient.ts';
import { padOrCrop } from './conv/padOrCrop.ts';
import { normal } from './normal.ts';

/** A stack of n equal blocks: x + conv(ReLU(x)) with skips, conv(ReLU(x)) without. */
export interface BlockStack {
  depth: number;
  kernel: number;
  channels: number;
  skips: boolean;
}

/**
 * The energy with which the one unit of a random stack (He's rule, no padding) depends on the r × r
 * places of its input x [N,r,r,channels]: Σ over channels and images of (∂z/∂x)², for a random
 * direction z of the last channels → [r·r]. No normalisation; the first layer sees x itself.
 */
export function blockStackEnergy(
  x: Tensor4D,
  { depth, kernel: k, channels, skips }: BlockStack,
  random: () => number,
): Tensor1D {
  const draw = normal(random);
  return tidy(() => {
    const scale = Math.sqrt(2 / (k * k * channels));
    const kernels = Array.from({ length: depth }, () =>
      tensor4d(
        Float32Array.from({ length: k * k * channels ** 2 }, () => scale * draw()),
        [k, k, channels, channels],
      ),
    );
    const margin = (k - 1) / 2;
    const crop = (maps: Tensor4D, by: number) =>
      padOrCrop(maps, { top: by, bottom: by, left: by, right: by });
    const inputs: Tensor4D[] = [];
    let maps = x;
    for (const kernel of kernels) {
      inputs.push(maps);
      const branch = forward(relu(maps), kernel);
      maps = skips ? add(branch, crop(maps, -margin)) : branch;
    }
    const signs = Float32Array.from({ length: maps.size }, () => (random() < 0.5 ? -1 : 1));
    let signal: Tensor4D = tensor4d(signs, maps.shape);
    for (const [at, kernel] of [...kernels.entries()].toReversed()) {
      const input = inputs[at] ?? x;
      const [, h, w] = input.shape;
      const branch: Tensor4D = mul(inputGradient(signal, kernel, [h, w]), step(input));
      signal = skips ? add(branch, crop(signal, margin)) : branch;
    }
    return reshape(sum(square(signal), [0, 3]), [-1]) as Tensor1D;
  });
}
