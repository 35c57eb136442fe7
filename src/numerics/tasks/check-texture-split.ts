import { reshape, tensor4d, tidy } from '@tensorflow/tfjs-core';

import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { covariances, firstMoments, secondMoments } from '../texture/textureStatistics.ts';
import type { CheckResult } from './context.ts';

/** T = Σ + μμᵀ, with Σ as the mean of (f_k − μ)(f_k − μ)ᵀ, in 64 bits. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [h, w, c] = [
    randomWhole(random, 3, 7),
    randomWhole(random, 3, 7),
    randomWhole(random, 2, 6),
  ];
  // As behind a ReLU: nothing below zero, so that the means are far from zero.
  const places = Array.from({ length: h * w }, () =>
    Array.from({ length: c }, () => Math.max(0, draw() + 0.5)),
  );
  const found = tidy(() => {
    const maps = tensor4d(places.flat(), [1, h, w, c]);
    const numbers = (list: ReturnType<typeof secondMoments>) => [...reshape(list, [-1]).dataSync()];
    return {
      t: numbers(secondMoments(maps)),
      sigma: numbers(covariances(maps)),
      mu: [...reshape(firstMoments(maps), [-1]).dataSync()],
    };
  });
  const mu = Array.from(
    { length: c },
    (_, i) => places.reduce((sum, f) => sum + (f[i] ?? 0), 0) / places.length,
  );
  const pairs = (of: (i: number, j: number) => number) =>
    Array.from({ length: c * c }, (_, at) => of(Math.floor(at / c), at % c));
  const sigma = pairs(
    (i, j) =>
      places.reduce(
        (sum, f) => sum + ((f[i] ?? 0) - (mu[i] ?? 0)) * ((f[j] ?? 0) - (mu[j] ?? 0)),
        0,
      ) / places.length,
  );
  const product = pairs((i, j) => (mu[i] ?? 0) * (mu[j] ?? 0));
  return Promise.resolve({
    statement: `${c} channels at ${h}×${w} places, none below zero`,
    rows: [
      {
        label: 'T, and Σ + μμᵀ from their definitions',
        value: largestDifference(
          found.t,
          sigma.map((value, at) => value + (product[at] ?? 0)),
        ),
        tolerance: 1e-5,
      },
      {
        label: 'Σ as T − μμᵀ, and as the mean of centred products',
        value: largestDifference(found.sigma, sigma),
        tolerance: 1e-5,
      },
      {
        label: 'μ by tensors, and by its sum',
        value: largestDifference(found.mu, mu),
        tolerance: 1e-5,
      },
    ],
  });
}
