import { mul, tidy, type Scalar, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardFrom } from '../network/backward.ts';
import { INPUT, lastAmong, type Network } from '../network/network.ts';
import { activationAt, run } from '../network/run.ts';
import { contentLoss } from './contentLoss.ts';
import type { GramOptions } from './gramMatrix.ts';
import { styleLoss, type MapLoss } from './styleLoss.ts';

/** A term of the loss: what the image's maps at a place are held against, and how much it weighs. */
export type LossTerm = { place: string; weight: number } & (
  { kind: 'features'; target: Tensor4D } | ({ kind: 'gram'; target: Tensor2D } & GramOptions)
);

/** Each term without its weight, in order, and ∂(Σ weight · term)/∂x [1,H,W,3]. */
export interface TransferLoss {
  values: Scalar[];
  gradient: Tensor4D;
}

/**
 * L = Σ weight · term of one image x [1,H,W,3], preprocessed, and its gradient by x: one way there,
 * as far as the last term's place, and one way back, on which every term's ∂/∂F joins at its place.
 * Throws without terms.
 */
export function transferLoss(
  network: Network,
  x: Tensor4D,
  terms: readonly LossTerm[],
): TransferLoss {
  return tidy(() => {
    const to = lastAmong(
      network,
      terms.map(({ place }) => place),
    );
    const activations = run(network, x, { to });
    const losses = terms.map((term) =>
      lossOf(activationAt(activations, term.place) as Tensor4D, term),
    );
    const seeds = terms.flatMap(({ place, weight }, i) => {
      const gradient = losses[i]?.gradient;
      return gradient && weight !== 0 ? [{ place, signal: mul(gradient, weight) }] : [];
    });
    const signals = backwardFrom(network, activations, seeds, [INPUT]);
    return {
      values: losses.map(({ value }) => value),
      gradient: activationAt(signals, INPUT) as Tensor4D,
    };
  });
}

/** The term's value and gradient, unweighted. */
function lossOf(maps: Tensor4D, term: LossTerm): MapLoss {
  return term.kind === 'gram' ? styleLoss(maps, term.target, term) : contentLoss(maps, term.target);
}
