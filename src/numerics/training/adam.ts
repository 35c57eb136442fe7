import {
  add,
  dispose,
  div,
  keep,
  mul,
  sqrt,
  square,
  sub,
  tidy,
  zerosLike,
  tensor,
  type Tensor,
} from '@tensorflow/tfjs-core';

import { changeWeights } from '../network/changeWeights.ts';
import type { Network } from '../network/network.ts';
import type { WeightArray } from '../network/weights.ts';
import type { WeightGradient } from './lossGradients.ts';
import { saved } from './savedWeights.ts';

/** Adam's two running means, as published: of the gradient, and of its square. */
const [KEEP_MEAN, KEEP_SQUARE, EPSILON] = [0.9, 0.999, 1e-8];

/** Adam at work on a network: it moves the weights against a gradient, and remembers earlier ones. */
export interface Adam {
  /** The network after one more step; the old one stays the caller's. */
  step(network: Network, gradients: Readonly<Record<string, WeightGradient>>): Network;
  /** What it remembers, as plain numbers, to go on from. */
  save(): Promise<AdamMemory>;
  /** Frees what it remembers. */
  dispose(): void;
}

/** The steps taken so far and the two running means of each weight, by its name. */
export interface AdamMemory {
  steps: number;
  means: Readonly<Record<string, { m: WeightArray; v: WeightArray }>>;
}

/**
 * Adam (Kingma and Ba 2015): each weight moves by η m̂/(√v̂ + ε), where m̂ and v̂ are running means
 * of its gradient and of the gradient's square, corrected for their start at zero. With `from`,
 * the memory of an earlier part of the same run, it goes on as if nothing had been between.
 */
export function adam(rate: number, from?: AdamMemory): Adam {
  const means = new Map<string, { m: Tensor; v: Tensor }>();
  for (const [name, { m, v }] of Object.entries(from?.means ?? {})) {
    means.set(name, { m: tensor(m.values, m.shape), v: tensor(v.values, v.shape) });
  }
  let steps = from?.steps ?? 0;

  const moved = (name: string, weight: Tensor, gradient: Tensor): Tensor => {
    const before = means.get(name) ?? { m: zerosLike(gradient), v: zerosLike(gradient) };
    const m = keep(add(mul(before.m, KEEP_MEAN), mul(gradient, 1 - KEEP_MEAN)));
    const v = keep(add(mul(before.v, KEEP_SQUARE), mul(square(gradient), 1 - KEEP_SQUARE)));
    dispose([before.m, before.v]);
    means.set(name, { m, v });
    const unbiasedM = div(m, 1 - KEEP_MEAN ** steps);
    const unbiasedV = div(v, 1 - KEEP_SQUARE ** steps);
    return sub(weight, mul(div(unbiasedM, add(sqrt(unbiasedV), EPSILON)), rate));
  };

  return {
    step: (network, gradients) => {
      steps++;
      return changeWeights(network, ({ kernel, bias }, layer) => {
        const own = gradients[layer] ?? gradients[`${layer}.pre`];
        if (!own) return null;
        return tidy(() => ({
          kernel: moved(`${layer}.kernel`, kernel, own.kernel),
          bias: moved(`${layer}.bias`, bias, own.bias),
        }));
      });
    },
    save: async () => {
      const entries = [...means].map(
        async ([name, { m, v }]) => [name, { m: await saved(m), v: await saved(v) }] as const,
      );
      return { steps, means: Object.fromEntries(await Promise.all(entries)) };
    },
    dispose: () => {
      for (const { m, v } of means.values()) dispose([m, v]);
      means.clear();
    },
  };
}
