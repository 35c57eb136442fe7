import { mul, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { changeWeights } from '../network/changeWeights.ts';
import type { Network } from '../network/network.ts';
import type { WeightGradient } from './lossGradients.ts';
import { moments, type AdamMemory } from './moments.ts';

export type { AdamMemory } from './moments.ts';

/** Adam at work on a network: it moves the weights against a gradient, and remembers earlier ones. */
export interface Adam {
  /** The network after one more step; the old one stays the caller's. */
  step(network: Network, gradients: Readonly<Record<string, WeightGradient>>): Network;
  /** What it remembers, as plain numbers, to go on from. */
  save(): Promise<AdamMemory>;
  /** Frees what it remembers. */
  dispose(): void;
}

/**
 * Adam (Kingma and Ba 2015): each weight moves by η m̂/(√v̂ + ε), where m̂ and v̂ are running means
 * of its gradient and of the gradient's square, corrected for their start at zero. With `from`,
 * the memory of an earlier part of the same run, it goes on as if nothing had been between.
 */
export function adam(rate: number, from?: AdamMemory): Adam {
  const memory = moments(from);
  const moved = (name: string, weight: Tensor, gradient: Tensor): Tensor =>
    sub(weight, mul(memory.direction(name, gradient), rate));

  return {
    step: (network, gradients) => {
      memory.begin();
      return changeWeights(network, ({ kernel, bias }, layer) => {
        const own = gradients[layer] ?? gradients[`${layer}.pre`];
        if (!own) return null;
        return tidy(() => ({
          kernel: moved(`${layer}.kernel`, kernel, own.kernel),
          bias: moved(`${layer}.bias`, bias, own.bias),
        }));
      });
    },
    save: () => memory.save(),
    dispose: () => memory.dispose(),
  };
}
