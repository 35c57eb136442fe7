import { tensor4d } from '@tensorflow/tfjs-core';

import type { Examples } from '../training/trainEpoch.ts';
import type { DomainBatch } from './domainGradients.ts';
import { drawShare, mixStyle } from './mixStyle.ts';
import { NUMBERS, SIDE } from './scene.ts';
import { domainStudy } from './study.ts';

/** Pictures of the sources as one batch; with `mixer` each takes on some of the style of another. */
export function domainBatch(
  lessons: readonly Examples[],
  chosen: readonly (readonly number[])[],
  mixer: (() => number) | null,
): DomainBatch {
  const all = chosen.flatMap((numbers, domain) => numbers.map((number) => ({ domain, number })));
  const pictures = all.map(({ domain, number }) =>
    (lessons[domain]?.values ?? new Float32Array()).subarray(
      number * NUMBERS,
      (number + 1) * NUMBERS,
    ),
  );
  const values = new Float32Array(all.length * NUMBERS);
  pictures.forEach((own, i) => {
    const other = mixer && pictures[Math.floor(mixer() * pictures.length)];
    const share = mixer ? drawShare(domainStudy.mixing, mixer) : 1;
    values.set(other ? mixStyle(own, other, share) : own, i * NUMBERS);
  });
  return {
    x: tensor4d(values, [all.length, SIDE, SIDE, 3]),
    labels: all.map(({ domain, number }) => lessons[domain]?.labels[number] ?? 0),
    domains: all.map(({ domain }) => domain),
  };
}
