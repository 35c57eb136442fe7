import type { Dense } from '../network/layers/dense.ts';
import type { Network } from '../network/network.ts';

/** The weights of a dense layer of a network. Throws when there is none of this name. */
export function denseStepOf(network: Network, name: string): Dense {
  const step = network.steps.find((found) => found.name === name);
  if (step?.type === 'dense') return step;
  throw new Error(
    `Expected a dense layer '${name}' in the network, found ${step?.type ?? 'none'}.`,
  );
}
