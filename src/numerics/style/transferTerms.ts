import { tidy, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

import { lastAmong, type Network } from '../network/network.ts';
import { activationAt, run } from '../network/run.ts';
import { meanGramMatrix } from './gramMatrix.ts';
import type { LossTerm } from './transferLoss.ts';

/** What style transfer is asked for, with places and weights as in Gatys et al. (2016). */
export interface TransferWeights {
  content: {
    place: string;
    /** λ_content, the paper's α. */
    weight: number;
    /** Compare Gram matrices instead of features: the mistake of the card. */
    byGram?: boolean;
  };
  /** A weight for each style layer, the paper's β w_l. */
  style: readonly { place: string; weight: number }[];
  /** Compare covariances instead of Gram matrices. */
  centred?: boolean;
}

/**
 * The terms of the loss for a content and a style image [1,H,W,3], preprocessed, of any sizes: the
 * content's first, then the style layers in the order given. `dispose(terms.map(t => t.target))` frees
 * them.
 */
export function transferTerms(
  network: Network,
  { content, style }: { content: Tensor4D; style: Tensor4D },
  weights: TransferWeights,
): LossTerm[] {
  const { centred = false } = weights;
  const { place, weight, byGram = false } = weights.content;
  const target = tidy(() => {
    const maps = activationAt(run(network, content, { to: place }), place) as Tensor4D;
    return byGram ? meanGramMatrix(maps, { centred }) : maps.clone();
  });
  const first: LossTerm = byGram
    ? { kind: 'gram', place, weight, target: target as Tensor2D, centred }
    : { kind: 'features', place, weight, target: target as Tensor4D };
  return [first, ...styleTerms(network, style, weights.style, centred)];
}

/** The style terms alone: with them and no content a texture is made. */
export function styleTerms(
  network: Network,
  style: Tensor4D,
  layers: TransferWeights['style'],
  centred = false,
): LossTerm[] {
  if (layers.length === 0) return [];
  const last = lastAmong(
    network,
    layers.map(({ place }) => place),
  );
  const targets = tidy(() => {
    const activations = run(network, style, { to: last });
    return layers.map(({ place }) =>
      meanGramMatrix(activationAt(activations, place) as Tensor4D, { centred }),
    );
  });
  return layers.flatMap(({ place, weight }, i) => {
    const target = targets[i];
    return target ? [{ kind: 'gram' as const, place, weight, target, centred }] : [];
  });
}
