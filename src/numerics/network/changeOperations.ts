import { keep } from '@tensorflow/tfjs-core';

import { convGeometry } from '../conv/geometry.ts';
import type { WeightedStep } from './changeWeights.ts';
import type { Network, Step } from './network.ts';

/** What stands beyond the border of the maps: zeros, or the maps' other side. */
export type NetworkPadding = 'zero' | 'circular';

/** How two by two values become one: see `layers/`. */
export type Pooling = 'max' | 'average' | 'blurredMax';

/** The operations without weights that can be exchanged. */
export interface Operations {
  padding: NetworkPadding;
  pooling: Pooling;
}

/**
 * The network with other padding and pooling, and the weights that it had: nothing is learned anew,
 * so it is another function than the one that was trained, and a worse one. Weights share their
 * memory; both networks are disposed of on their own. Throws on what it cannot exchange: other 'same'
 * convolutions than ordinary ones of stride 1, pooling windows to blur other than 2×2.
 */
export function changeOperations(network: Network, { padding, pooling }: Operations): Network {
  const circular = padding === 'circular';
  const steps = network.steps.flatMap((step): Step[] => {
    const own = 'kernel' in step ? withOwnWeights(step) : step;
    if (own.type === 'maxPool') return [pooled(own, pooling, circular)];
    if (!circular || !('padding' in own) || own.padding !== 'same') return [own];
    if (own.type === 'conv' && own.stride === 1) return circularly(own);
    throw new Error(
      `Expected ordinary convolutions of stride 1 to pad circularly, found ${own.name}.`,
    );
  });
  return { steps };
}

function withOwnWeights(step: WeightedStep): Step {
  return { ...step, kernel: keep(step.kernel.clone()), bias: keep(step.bias.clone()) } as Step;
}

/** A margin from the other side, then the same convolution without padding. */
function circularly({ from, ...step }: Step & { type: 'conv' }): Step[] {
  const [k1, k2] = step.kernel.shape;
  const { pads } = convGeometry([k1, k2], [k1, k2], { padding: 'same' });
  const name = `${step.name.replace(/\.pre$/, '')}.padded`;
  return [
    { name, from, type: 'circularPadding', pads },
    { ...step, padding: 'valid' },
  ];
}

function pooled(step: Step & { type: 'maxPool' }, pooling: Pooling, circular: boolean): Step {
  const { name, from, size } = step;
  switch (pooling) {
    case 'max':
      return step;
    case 'average':
      return { name, from, type: 'averagePool', size };
    case 'blurredMax':
      if (size === 2) return { name, from, type: 'blurredMaxPool', circular };
      throw new Error(`Expected windows of 2×2 in ${name} to blur, found ${size}×${size}.`);
  }
}
