import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import { scalarGradient } from '../network/scalarGradient.ts';
import type { Scalar } from '../network/scalars.ts';

/** A number of each image of a batch [N,H,W,C], and its gradient there. The caller frees both. */
export interface Slope {
  value: Tensor1D;
  gradient: Tensor4D;
}

/**
 * A function of the image that comes with its gradient: what is climbed, and also what is charged
 * for it (a penalty). Images of a batch do not mix.
 */
export type Objective = (x: Tensor4D) => Slope;

/** A scalar of a network (a class's score or log-probability, a channel, a unit), weights frozen. */
export function scalarObjective(network: Network, scalar: Scalar): Objective {
  return (x) => {
    const { value, signal } = scalarGradient(network, x, scalar);
    return { value, gradient: signal as Tensor4D };
  };
}
