import { add, mul, tensor4d, tidy, zerosLike, type Tensor4D } from '@tensorflow/tfjs-core';

import { quantise } from './quantise.ts';

/** Something that is done to an image before the network sees it. */
export interface Defence {
  /** What the network sees: u [N,H,W,C] → the same shape. */
  apply(u: Tensor4D): Tensor4D;
  /** A gradient at what the network sees, carried back through the defence's true derivative. */
  pullBack(gradient: Tensor4D): Tensor4D;
  /** Whether each application draws anew. */
  random: boolean;
}

/** Nothing is done. */
export const undefended: Defence = {
  apply: (u) => u.clone(),
  pullBack: (gradient) => gradient.clone(),
  random: false,
};

/** Rounding to 2^bits levels. Its derivative is zero wherever it has one, and so is what comes back. */
export function quantisation(bits: number): Defence {
  return {
    apply: (u) => quantise(u, bits),
    pullBack: (gradient) => zerosLike(gradient),
    random: false,
  };
}

/** Gaussian noise of standard deviation σ (in units of u), drawn anew each time: its derivative is 1. */
export function additiveNoise(sigma: number, draw: () => number): Defence {
  return {
    apply: (u) => tidy(() => add(u, mul(drawn(u.shape, draw), sigma))),
    pullBack: (gradient) => gradient.clone(),
    random: true,
  };
}

/** An array filled from a stream of numbers, such as a seeded `normal`. */
export function drawn(shape: Tensor4D['shape'], draw: () => number): Tensor4D {
  const size = shape.reduce((product, n) => product * n, 1);
  return tensor4d(Float32Array.from({ length: size }, draw), shape);
}
