import { reshape, tensor4d, tidy } from '@tensorflow/tfjs-core';

import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32, randomOrder } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { firstMoments, secondMoments } from '../texture/textureStatistics.ts';
import type { CheckResult } from './context.ts';

/**
 * T(x) = (1/M) Σ_k f_k f_kᵀ by tensors and by its definition in 64 bits, and the same maps with their
 * places in random order: neither T nor the means change.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [h, w, c] = [
    randomWhole(random, 3, 7),
    randomWhole(random, 3, 7),
    randomWhole(random, 2, 6),
  ];
  const m = h * w;
  const places = Array.from({ length: m }, () => Array.from({ length: c }, draw));
  const order = randomOrder(m, seed + 1);
  const shuffled = Array.from(order, (k) => places[k] ?? []);
  const momentsOf = (list: readonly number[][]) =>
    tidy(() => {
      const maps = tensor4d(list.flat(), [1, h, w, c]);
      return {
        t: [...reshape(secondMoments(maps), [-1]).dataSync()],
        mu: [...reshape(firstMoments(maps), [-1]).dataSync()],
      };
    });
  const [own, other] = [momentsOf(places), momentsOf(shuffled)];
  const byHand = Array.from({ length: c * c }, (_, at) => {
    const [i, j] = [Math.floor(at / c), at % c];
    return places.reduce((sum, f) => sum + ((f[i] ?? 0) * (f[j] ?? 0)) / m, 0);
  });
  return Promise.resolve({
    statement: `${c} channels at ${h}×${w} places, normal numbers, and the same in random order`,
    rows: [
      {
        label: 'T by one product of matrices, and by its sum over the places',
        value: largestDifference(own.t, byHand),
        tolerance: 1e-5,
      },
      {
        label: 'T of the maps, and of the shuffled maps',
        value: largestDifference(own.t, other.t),
        tolerance: 1e-5,
      },
      {
        label: 'the means of the maps, and of the shuffled maps',
        value: largestDifference(own.mu, other.mu),
        tolerance: 1e-5,
      },
    ],
  });
}
