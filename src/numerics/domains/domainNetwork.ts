import { keep, tensor, zeros, type Rank, type Tensor2D } from '@tensorflow/tfjs-core';

import type { Network, Step } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { smallNetwork, type SmallNetworkSize } from '../training/smallNetwork.ts';

/** Where the two heads part: the mean of each of the last maps, [N, features]. */
export const FEATURES = 'average';
/** The classes' logits, the network's last place, and those of the domains. */
export const LOGITS = 'logits';
export const VERDICT = 'verdict';

/**
 * A `smallNetwork` with a second head on its features that is to tell the domains apart: dense with
 * ReLU ('detective', as many units as features), dense ('verdict'). Everything else is drawn from
 * the seed as it is without that head.
 */
export function domainNetwork(size: SmallNetworkSize, domains: number, seed: number): Network {
  const { steps } = smallNetwork(size, seed);
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1) + 1));
  const features = size.widths.at(-1) ?? 3;
  const dense = (name: string, outputs: number, gain: number) => {
    const scale = Math.sqrt(gain / features);
    const values = Float32Array.from({ length: features * outputs }, () => scale * draw());
    const kernel: Tensor2D = keep(tensor(values, [features, outputs]));
    return { name, type: 'dense', kernel, bias: keep(zeros<Rank.R1>([outputs])) } as const;
  };
  const head: Step[] = [
    { ...dense('detective.pre', features, 2), from: [FEATURES] },
    { name: 'detective', type: 'relu' },
    dense(VERDICT, domains, 1),
  ];
  return {
    steps: steps.flatMap((step) =>
      step.name === LOGITS ? [...head, { ...step, from: [FEATURES] }] : [step],
    ),
  };
}
