import {
  add,
  dispose,
  div,
  keep,
  mul,
  sqrt,
  square,
  tensor,
  zerosLike,
  type Tensor,
} from '@tensorflow/tfjs-core';

import type { WeightArray } from '../network/weights.ts';
import { saved } from './savedWeights.ts';

/** Adam's two running means, as published: of the gradient, and of its square. */
const [KEEP_MEAN, KEEP_SQUARE, EPSILON] = [0.9, 0.999, 1e-8];

/** The steps taken so far and the two running means of each quantity, by its name. */
export interface AdamMemory {
  steps: number;
  means: Readonly<Record<string, { m: WeightArray; v: WeightArray }>>;
}

/** What Adam remembers of the gradients of some quantities, and where it would go. */
export interface Moments {
  /** Begins the next step, in which each quantity has one gradient. */
  begin(): void;
  /** m̂/(√v̂ + ε), shaped like the gradient: about 1 where its sign has been steady. */
  direction(name: string, gradient: Tensor): Tensor;
  /** The memory as plain numbers, to go on from. */
  save(): Promise<AdamMemory>;
  /** Frees it. */
  dispose(): void;
}

/**
 * The memory of Adam (Kingma and Ba 2015), of weights or of an image's pixels: running means of each
 * gradient and of its square, corrected for their start at zero. With `from` it goes on as if
 * nothing had been between. Call `direction` within a `tidy`.
 */
export function moments(from?: AdamMemory): Moments {
  const means = new Map<string, { m: Tensor; v: Tensor }>();
  for (const [name, { m, v }] of Object.entries(from?.means ?? {})) {
    means.set(name, { m: tensor(m.values, m.shape), v: tensor(v.values, v.shape) });
  }
  let steps = from?.steps ?? 0;
  return {
    begin: () => {
      steps++;
    },
    direction: (name, gradient) => {
      const before = means.get(name) ?? { m: zerosLike(gradient), v: zerosLike(gradient) };
      const m = keep(add(mul(before.m, KEEP_MEAN), mul(gradient, 1 - KEEP_MEAN)));
      const v = keep(add(mul(before.v, KEEP_SQUARE), mul(square(gradient), 1 - KEEP_SQUARE)));
      dispose([before.m, before.v]);
      means.set(name, { m, v });
      const unbiasedM = div(m, 1 - KEEP_MEAN ** steps);
      const unbiasedV = div(v, 1 - KEEP_SQUARE ** steps);
      return div(unbiasedM, add(sqrt(unbiasedV), EPSILON));
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
