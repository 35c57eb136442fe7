import { tensor, zeros } from '@tensorflow/tfjs-core';

import { mulberry32 } from '../random.ts';
import { changeWeights, requireLayers, weightedLayers } from './changeWeights.ts';
import type { Network } from './network.ts';

/**
 * The network with some layers as they were before training, for the sanity checks of Adebayo et
 * al. (2018). Initialisation as in training: entries of a kernel uniform in ±1/√(fan-in), the
 * fan-in being all that one output adds up; biases of convolutions zero (a fresh batch norm folds
 * to nothing), those of the dense layer like its kernel. A layer's numbers depend on the seed and
 * the layer only, not on which others are randomised with it.
 */
export function randomiseLayers(
  network: Network,
  layers: readonly string[],
  seed: number,
): Network {
  requireLayers(network, layers);
  const order = weightedLayers(network);
  return changeWeights(network, ({ type, kernel, bias }, layer) => {
    if (!layers.includes(layer)) return null;
    // Neighbouring seeds give unrelated streams, but the same layer of seed + 1 should not be the
    // next layer of seed.
    const random = mulberry32(Math.imul(seed, 0x9e3779b1) + order.indexOf(layer));
    const outputs = type === 'depthwiseConv' ? 2 : 1; // axes of the kernel
    const fanIn = kernel.shape.slice(0, -outputs).reduce((product, n) => product * n, 1);
    const uniform = (shape: number[]) => {
      const size = shape.reduce((product, n) => product * n, 1);
      const values = Float32Array.from(
        { length: size },
        () => (2 * random() - 1) / Math.sqrt(fanIn),
      );
      return tensor(values, shape);
    };
    return {
      kernel: uniform(kernel.shape),
      bias: type === 'dense' ? uniform(bias.shape) : zeros(bias.shape),
    };
  });
}

/** The same for the `count` topmost layers with weights: cascading randomisation, a step each. */
export function randomiseFromTop(network: Network, count: number, seed: number): Network {
  const layers = weightedLayers(network);
  return randomiseLayers(network, layers.slice(Math.max(0, layers.length - count)), seed);
}
