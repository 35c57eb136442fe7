import { dispose } from '@tensorflow/tfjs-core';

import type { Convolution } from './layers/convolution.ts';
import type { Dense } from './layers/dense.ts';
import type { MaxPool } from './layers/maxPool.ts';

/**
 * One operation of a network, named after the values that come out of it. A layer with a ReLU is
 * two steps: 'conv3.pre' gives the pre-activation z, 'conv3' the activation a = ReLU(z).
 */
export type Step = { readonly name: string } & (
  | Convolution
  | { readonly type: 'relu' }
  | MaxPool
  | { readonly type: 'globalAveragePool' }
  | { readonly type: 'flatten' }
  | Dense
);

/**
 * A chain of steps from an image to the logits. Images are [N,H,W,3], preprocessed; H and W are
 * free when the network pools its last maps, and fixed when it flattens them. A network owns its
 * weights (`disposeNetwork`); networks made from one another share the memory of equal weights.
 */
export interface Network {
  readonly steps: readonly Step[];
}

/** The name of the values before the first step. */
export const INPUT = 'input';

/** The names of all values of a network in order: 'input', 'conv1.pre', 'conv1', 'pool1', … */
export function places(network: Network): string[] {
  return [INPUT, ...network.steps.map(({ name }) => name)];
}

/** The name of the network's last values: its logits. */
export function lastPlace(network: Network): string {
  return network.steps.at(-1)?.name ?? INPUT;
}

/** How many steps lead to a place; 0 for the input. Throws when there is no such place. */
export function stepsTo(network: Network, place: string): number {
  const index = places(network).indexOf(place);
  if (index >= 0) return index;
  throw new Error(`Expected one of ${places(network).join(', ')}, found the place '${place}'.`);
}

/** Frees the weights, except what other networks share. The network cannot be used afterwards. */
export function disposeNetwork(network: Network): void {
  for (const step of network.steps) {
    if ('kernel' in step) dispose([step.kernel, step.bias]);
  }
}
