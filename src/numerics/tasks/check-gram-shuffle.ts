import { gather, reshape, tidy, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

import { largestDifference } from '../gradientCheck.ts';
import { innerProduct, toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32, randomOrder } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { gramMatrix } from '../style/gramMatrix.ts';
import { symmetricEigenvalues } from '../symmetricEigenvalues.ts';
import type { CheckResult } from './context.ts';

/** FΠ(FΠ)ᵀ = FFᵀ for a random permutation; G is symmetric, has no negative eigenvalue and at most min(N, M) others than 0. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [height, width] = [randomWhole(random, 1, 3), randomWhole(random, 2, 4)];
  const n = randomWhole(random, 2, 9);
  const m = height * width;
  const maps = randomArray([1, height, width, n], normal(random));
  const { g, shuffled, turned } = tidy(() => {
    const f: Tensor4D = toTensor(maps);
    const other: Tensor4D = reshape(gather(reshape(f, [m, n]), [...randomOrder(m, seed)]), f.shape);
    const gram = gramMatrix(f);
    return {
      g: gram.dataSync(),
      shuffled: gramMatrix(other).dataSync(),
      turned: transpose(gram).dataSync(),
    };
  });
  const eigenvalues = symmetricEigenvalues(g);
  const largest = Math.max(...eigenvalues.map(Math.abs));
  const trace = innerProduct(maps.values, maps.values);
  const sum = eigenvalues.reduce((total, value) => total + value, 0);
  return Promise.resolve({
    statement: `F of ${n}×${m}; ${eigenvalues.filter((value) => value > 1e-5 * largest).length} of ${n} eigenvalues of G are not 0, min(N, M) = ${Math.min(n, m)}`,
    rows: [
      {
        label: 'G, and G after the positions are shuffled',
        value: largestDifference(g, shuffled),
        tolerance: 1e-5 * largest,
      },
      {
        label: 'G and its transpose',
        value: largestDifference(g, turned),
        tolerance: 1e-5 * largest,
      },
      {
        label: 'how far an eigenvalue is below 0',
        value: Math.max(0, ...eigenvalues.map((value) => -value)),
        tolerance: 1e-5 * largest,
      },
      {
        label: 'eigenvalues beyond the first min(N, M)',
        value: [...eigenvalues]
          .sort((a, b) => b - a)
          .slice(m)
          .reduce((most, v) => Math.max(most, Math.abs(v)), 0),
        tolerance: 1e-5 * largest,
      },
      {
        label: 'the sum of the eigenvalues, and ‖F‖²',
        value: Math.abs(sum - trace),
        tolerance: 1e-5 * trace,
      },
    ],
  });
}
