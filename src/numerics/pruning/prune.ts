import { mul, tensor } from '@tensorflow/tfjs-core';

import { changeWeights } from '../network/changeWeights.ts';
import type { Network } from '../network/network.ts';
import type { ByLayer } from './magnitudeMasks.ts';

/** The network with its kernels times their masks, m ⊙ K. Layers without a mask stay; so do biases. */
export function prune(network: Network, masks: ByLayer): Network {
  return changeWeights(network, ({ kernel, bias }, layer) => {
    const mask = masks[layer];
    return mask ? { kernel: mul(kernel, tensor(mask, kernel.shape)), bias } : null;
  });
}
