import { addN, div, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { lossGradient, type Classifier } from './classifier.ts';
import type { Defence } from './defence.ts';

/** The direction in which an attack climbs: images u [N,H,W,3] → something shaped like them. */
export type Gradient = (u: Tensor4D) => Tensor4D;

/** A defended network, and what its answers should be. */
export interface Target {
  classifier: Classifier;
  defence: Defence;
  /** A class for each image. */
  labels: readonly number[];
}

/** The derivative of L(f(t(u)), y) by u, through the defence t as it is: zero behind a quantisation. */
export function trueGradient({ classifier, defence, labels }: Target): Gradient {
  return (u) =>
    tidy(() => {
      const seen = defence.apply(u);
      return defence.pullBack(lossGradient(classifier, seen, labels).gradient);
    });
}

/**
 * BPDA with the identity (Athalye et al. 2018): forward
 * through the defence, backward as if it were not there.
 * It is no derivative of anything, but ∂L/∂v at v = t(u).
 */
export function straightThrough(target: Target): Gradient {
  const { classifier, defence, labels } = target;
  return (u) =>
    tidy(() => {
      const seen = defence.apply(u);
      return lossGradient(classifier, seen, labels).gradient;
    });
}

/** EOT (Athalye, Engstrom et al. 2018): the mean of the gradients in so many draws of a random defence. */
export function meanOver(draws: number, gradient: Gradient): Gradient {
  return (u) =>
    tidy(() => {
      const all = Array.from({ length: draws }, () => gradient(u));
      return div(addN(all), draws);
    });
}
