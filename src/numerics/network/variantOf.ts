import { changeOperations, type Operations } from './changeOperations.ts';
import type { Model } from './model.ts';
import type { Network } from './network.ts';
import { networkOf } from './networkOf.ts';

const built = new WeakMap<Model, Map<string, Network>>();

/**
 * The network of a delivered model with other padding and pooling, its weights unchanged; made once
 * and kept as long as the model is. Not to be disposed of.
 */
export function variantOf(model: Model, operations: Operations): Network {
  if (operations.padding === 'zero' && operations.pooling === 'max') return networkOf(model);
  const variants = built.get(model) ?? new Map<string, Network>();
  built.set(model, variants);
  const key = `${operations.padding} ${operations.pooling}`;
  const network = variants.get(key) ?? changeOperations(networkOf(model), operations);
  variants.set(key, network);
  return network;
}
