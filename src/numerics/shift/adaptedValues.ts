import { tidy, type Tensor, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import { stepForward } from '../network/step.ts';
import { withSourceStatistics, type ChannelStatistics } from './freshStatistics.ts';

/** The source's statistics of z by place: 'conv1.pre', … */
export type SourceStatistics = Readonly<Record<string, ChannelStatistics>>;

/**
 * Values at a place for one batch x [N,H,W,3] of a network that is a chain, after every z that
 * `source` has statistics of was given them back. Layer by layer: the later statistics are
 * those of maps that are already adapted. Throws when a step takes other values than the
 * last step's, and when there is no such place.
 */
export function adaptedValues(
  network: Network,
  x: Tensor4D,
  source: SourceStatistics,
  to: string,
): Tensor2D {
  return tidy(() => {
    let values: Tensor = x;
    for (const step of network.steps) {
      if (step.from) throw new Error(`Expected a chain, found a branch at ${step.name}.`);
      const found = tidy(() => {
        const z = stepForward(step, values);
        const statistics = source[step.name];
        return statistics ? withSourceStatistics(z as Tensor4D, statistics) : z;
      });
      if (values !== x) values.dispose();
      values = found;
      if (step.name === to) return values as Tensor2D;
    }
    throw new Error(`Expected a place of the network, found '${to}'.`);
  });
}
