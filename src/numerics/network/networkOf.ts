import { buildNetwork } from './buildNetwork.ts';
import type { Model } from './model.ts';
import type { Network } from './network.ts';
import { decodeWeights } from './weights.ts';

const built = new WeakMap<Model, Network>();

/**
 * The network of a delivered model, built at the first call and kept as long as the model is: its
 * weights are decoded once, and on wasm packed and flipped once. Not to be disposed of.
 */
export function networkOf(model: Model): Network {
  const known = built.get(model);
  if (known) return known;
  const { manifest, weights } = model;
  const network = buildNetwork(manifest, decodeWeights(manifest.layers, weights));
  built.set(model, network);
  return network;
}
