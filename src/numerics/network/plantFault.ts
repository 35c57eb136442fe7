import { gather, reverse } from '@tensorflow/tfjs-core';

import { randomOrder } from '../random.ts';
import { ablateChannels, changeWeights } from './changeWeights.ts';
import type { Fault } from './faults.ts';
import type { Network } from './network.ts';
import { randomiseFromTop } from './randomiseLayers.ts';

/** Where the faults are put. */
export interface FaultPlaces {
  /** The first layer, whose kernels read the three colours. */
  first: string;
  /** The layer whose channels die, and how many of them it has. */
  maps: { layer: string; channels: number };
  /** The last layer, and the two classes that are mistaken for each other. */
  head: string;
  classes: readonly [number, number];
}

/** The network with a fault in it, to be disposed of by `disposeNetwork`; the seed says which weights. */
export function plantFault(
  network: Network,
  fault: Fault,
  { first, maps, head, classes }: FaultPlaces,
  seed: number,
): Network {
  switch (fault) {
    case 'none':
      return changeWeights(network, () => null);
    case 'head':
      return randomiseFromTop(network, 1, seed);
    case 'labels':
      return changeWeights(network, ({ kernel, bias }, layer) => {
        if (layer !== head) return null;
        const [a, b] = classes;
        const order = Array.from({ length: bias.size }, (_, i) => (i === a ? b : i === b ? a : i));
        return { kernel: gather(kernel, order, 1), bias: gather(bias, order) };
      });
    case 'colours':
      return changeWeights(network, ({ kernel, bias }, layer) =>
        layer === first ? { kernel: reverse(kernel, 2), bias } : null,
      );
    case 'dead': {
      const half = randomOrder(maps.channels, seed).slice(0, maps.channels / 2);
      return ablateChannels(network, { [maps.layer]: [...half] });
    }
  }
}
