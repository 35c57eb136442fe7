import { keep, ones, tensor, zeros, type Tensor } from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { Named } from './pullback.ts';

/** A plain or residual network of He et al. (2016) for small images. */
export interface DeepNetwork {
  /** Layers with weights: 6n + 2. */
  depth: number;
  /** Feature maps of the three stages. */
  widths: readonly [number, number, number];
  skips: boolean;
  /** Batch norm after every convolution; a bias if not. */
  norm: boolean;
  classes: number;
}

/** A convolution 3×3 of such a network. */
export interface ConvPlan {
  name: string;
  inputs: number;
  outputs: number;
  stride: 1 | 2;
}

/** Two convolutions that a skip may go around. */
export type PairPlan = readonly [ConvPlan, ConvPlan];

/**
 * First convolution, then three stages of n pairs; a stage halves the resolution at its first
 * convolution, the first stage excepted. Names count in the order in which an image meets them.
 * Throws when the depth is not 6n + 2.
 */
export function planOf({ depth, widths }: Pick<DeepNetwork, 'depth' | 'widths'>): {
  first: ConvPlan;
  pairs: PairPlan[];
} {
  const n = (depth - 2) / 6;
  if (!Number.isInteger(n) || n < 1) throw new Error(`Expected a depth of 6n + 2, found ${depth}.`);
  let count = 1;
  const conv = (inputs: number, outputs: number, stride: 1 | 2): ConvPlan => ({
    name: `conv${count++}`,
    inputs,
    outputs,
    stride,
  });
  const first = conv(3, widths[0], 1);
  const pairs: PairPlan[] = [];
  let inputs = widths[0];
  widths.forEach((width, stage) => {
    for (let number = 0; number < n; number++) {
      const halves = stage > 0 && number === 0;
      pairs.push([conv(inputs, width, halves ? 2 : 1), conv(width, width, 1)]);
      inputs = width;
    }
  });
  return { first, pairs };
}

/** All convolutions of such a network, in the order in which an image meets them. */
export function convolutionsOf(network: Pick<DeepNetwork, 'depth' | 'widths'>): ConvPlan[] {
  const { first, pairs } = planOf(network);
  return [first, ...pairs.flat()];
}

/**
 * The weights of an untrained network: kernels from a normal distribution of variance 2/fan-in (He
 * et al. 2015), scales 1, shifts and biases 0, the dense layer of a third of 1/fan-in. A seed gives
 * the same kernels with skips and without. Kept; `dispose` frees them.
 */
export function drawDeep(network: DeepNetwork, seed: number): Named {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const drawn = (shape: number[], variance: number): Tensor => {
    const size = shape.reduce((product, n) => product * n, 1);
    const scale = Math.sqrt(variance);
    return keep(
      tensor(
        Float32Array.from({ length: size }, () => scale * draw()),
        shape,
      ),
    );
  };
  const weights: Named = {};
  for (const { name, inputs, outputs } of convolutionsOf(network)) {
    weights[`${name}.kernel`] = drawn([3, 3, inputs, outputs], 2 / (9 * inputs));
    if (network.norm) weights[`${name}.scale`] = keep(ones([outputs]));
    weights[`${name}.shift`] = keep(zeros([outputs]));
  }
  const features = network.widths[2];
  weights['dense.kernel'] = drawn([features, network.classes], 1 / (3 * features));
  weights['dense.shift'] = keep(zeros([network.classes]));
  return weights;
}
