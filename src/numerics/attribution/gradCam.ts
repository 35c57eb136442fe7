import { max, mean, mul, neg, relu, sum, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backward } from '../network/backward.ts';
import { activationAt, run } from '../network/run.ts';
import type { Attribution, Question } from './attribution.ts';

/** Which maps are weighted, and how. */
export interface GradCamOptions {
  /** The layer whose maps are weighted, as a rule the last one that has positions. */
  layer: string;
  /** How ∂s/∂A becomes weights: Grad-CAM's mean over positions, the largest, or none of it pooled. */
  pooling?: 'mean' | 'max' | 'none';
  /** Whether negative sums are cut off, as in the paper; default: yes. */
  rectify?: boolean;
  /** Whether to ask for what speaks against s: the gradient's sign turned; default: no. */
  counterfactual?: boolean;
}

/**
 * Grad-CAM (Selvaraju et al. 2017): ReLU(Σₖ αₖ Aᵏ) with αₖ the mean over positions of ∂s/∂Aᵏ; a
 * map [N,u,v,1] of the layer's size. With `pooling: 'none'` each position keeps its own gradient,
 * Σₖ ∂s/∂Aᵏ ⊙ Aᵏ.
 */
export function gradCam(options: GradCamOptions): Attribution {
  return (question) => Promise.resolve(tidy(() => weighMaps(question, options)));
}

function weighMaps(
  { network, x, scalar }: Question,
  { layer, pooling = 'mean', rectify = true, counterfactual = false }: GradCamOptions,
): Tensor4D {
  const activations = run(network, x, { to: scalar.place });
  const signal = scalar.derivative(activationAt(activations, scalar.place));
  const seed = { place: scalar.place, signal };
  const toMaps = backward(network, activations, seed, { to: layer }) as Tensor4D;
  if (toMaps.rank !== 4) {
    throw new Error(`Expected a layer with maps, found ${layer}, whose values have no positions.`);
  }
  const pooled = {
    mean: () => mean<Tensor4D>(toMaps, [1, 2], true),
    max: () => max<Tensor4D>(toMaps, [1, 2], true),
    none: () => toMaps,
  }[pooling]();
  const alpha = counterfactual ? neg(pooled) : pooled;
  const map = sum<Tensor4D>(mul(alpha, activationAt(activations, layer)), 3, true);
  return rectify ? relu(map) : map;
}
