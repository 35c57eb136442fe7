import { dispose } from '@tensorflow/tfjs-core';

import type { Add } from './layers/add.ts';
import type { Anchors, StrongestAnchor } from './layers/anchors.ts';
import type { AveragePool } from './layers/averagePool.ts';
import type { BlurredMaxPool } from './layers/blurredMaxPool.ts';
import type { CircularPadding } from './layers/circularPadding.ts';
import type { Convolution } from './layers/convolution.ts';
import type { Dense } from './layers/dense.ts';
import type { DepthwiseConvolution } from './layers/depthwise.ts';
import type { MaxPool } from './layers/maxPool.ts';
import type { Relu } from './layers/relu.ts';

/**
 * One operation of a network, named after the values that come out of it. A layer with a ReLU is
 * two steps: 'conv3.pre' gives the pre-activation z, 'conv3' the activation a = ReLU(z). It takes
 * the values at the places `from`; without, those of the step before it.
 */
export type Step = { readonly name: string; readonly from?: readonly string[] | undefined } & (
  | Convolution
  | DepthwiseConvolution
  | Relu
  | MaxPool
  | AveragePool
  | BlurredMaxPool
  | CircularPadding
  | { readonly type: 'globalAveragePool' }
  | { readonly type: 'flatten' }
  | Dense
  | Add
  | Anchors
  | StrongestAnchor
);

/**
 * Steps from an image to the logits, each after those whose values it takes: mostly a chain, with
 * branches where a step says `from`. Images are [N,H,W,3], preprocessed; H and W are free when the
 * network pools its last maps or reads them by anchors, and fixed when it flattens them. A network
 * owns its weights (`disposeNetwork`); networks made from one another share the memory of equal
 * weights.
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

/** The one of some places that comes last. Throws when there are none, or the network lacks one. */
export function lastAmong(network: Network, names: readonly string[]): string {
  const last = Math.max(...names.map((place) => stepsTo(network, place)));
  const found = places(network)[last];
  if (found !== undefined) return found;
  throw new Error('Expected at least one place of the network, found none.');
}

/** A step, and the places whose values it takes. */
export interface Link {
  readonly step: Step;
  readonly from: readonly string[];
}

/**
 * The steps that the values at a place come from, in order, that place's own last; in a chain all
 * steps before it. Throws when there is no such place.
 */
export function linksTo(network: Network, place: string): Link[] {
  const names = places(network);
  const needed = new Set([place]);
  const links: Link[] = [];
  for (let at = stepsTo(network, place) - 1; at >= 0; at--) {
    const step = network.steps[at];
    if (!step || !needed.has(step.name)) continue;
    const from = step.from ?? [names[at] ?? INPUT];
    from.forEach((name) => needed.add(name));
    links.unshift({ step, from });
  }
  return links;
}

/** Frees the weights, except what other networks share. The network cannot be used afterwards. */
export function disposeNetwork(network: Network): void {
  for (const step of network.steps) {
    if ('kernel' in step) dispose([step.kernel, step.bias]);
  }
}
