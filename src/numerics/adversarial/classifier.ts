import { add, mul, tidy, type Tensor1D, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Model } from '../network/model.ts';
import { lastPlace, type Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { scalarGradient } from '../network/scalarGradient.ts';
import { logProbability, negative } from '../network/scalars.ts';

/**
 * A network as an attacker meets it: it takes images u [N,H,W,3] with entries from 0 (black) to 1,
 * the unit in which budgets are stated, and sees x = scale · u + shift.
 */
export interface Classifier {
  network: Network;
  scale: number;
  shift: number;
}

/** The classifier of a delivered model; its network is not to be disposed of. */
export function classifierOf(model: Model): Classifier {
  const { divideBy, add: shift } = model.manifest.input.preprocessing;
  return { network: networkOf(model), scale: 255 / divideBy, shift };
}

/** The logits [N, classes] for images u. */
export function logitsOf({ network, scale, shift }: Classifier, u: Tensor4D): Tensor2D {
  return tidy(() => valuesAt(network, add(mul(u, scale), shift)) as Tensor2D);
}

/**
 * The cross-entropy L = −log p(label) of each image [N], and ∂L/∂u [N,H,W,3]: one way there, one
 * back, and the chain rule's factor for x = scale · u + shift.
 */
export function lossGradient(
  { network, scale, shift }: Classifier,
  u: Tensor4D,
  labels: readonly number[],
): { loss: Tensor1D; gradient: Tensor4D } {
  return tidy(() => {
    const x = add<Tensor4D>(mul(u, scale), shift);
    const crossEntropy = negative(logProbability(lastPlace(network), labels));
    const { value, signal } = scalarGradient(network, x, crossEntropy);
    return { loss: value, gradient: mul(signal as Tensor4D, scale) };
  });
}
