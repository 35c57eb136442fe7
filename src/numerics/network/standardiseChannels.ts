import { add, div, moments, sqrt, sub, type Tensor4D } from '@tensorflow/tfjs-core';

import { changeWeights, weightedLayers } from './changeWeights.ts';
import { disposeNetwork, type Network } from './network.ts';
import { valuesAt } from './run.ts';

/** Added to the variance, as in training. */
const EPSILON = 1e-5;

/**
 * The network with every channel of every convolution shifted and scaled, from the first layer to
 * the last, so that its z has mean 0 and variance 1 over the images x [N,H,W,3] and all positions:
 * what a fresh batch norm after each convolution does.
 */
export function standardiseChannels(network: Network, x: Tensor4D): Network {
  let standardised = changeWeights(network, () => null);
  for (const name of weightedLayers(network)) {
    const before = standardised;
    standardised = changeWeights(before, ({ type, kernel, bias }, layer) => {
      if (layer !== name || type === 'dense') return null;
      const { mean, variance } = moments(valuesAt(before, x, `${name}.pre`), [0, 1, 2]);
      const deviation = sqrt(add(variance, EPSILON));
      return { kernel: div(kernel, deviation), bias: div(sub(bias, mean), deviation) };
    });
    disposeNetwork(before);
  }
  return standardised;
}
