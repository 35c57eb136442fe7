import { mul } from '@tensorflow/tfjs-core';

import { changeWeights } from '../network/changeWeights.ts';
import type { Network } from '../network/network.ts';

/**
 * The network with every bias multiplied by `factor`, for dividing by α or, with 0, for leaving them
 * out. To be disposed of.
 */
export function withScaledBiases(network: Network, factor: number): Network {
  return changeWeights(network, ({ kernel, bias }) => ({ kernel, bias: mul(bias, factor) }));
}
