import { tensor4d, tidy } from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { secondMoments } from '../texture/textureStatistics.ts';
import type { CheckResult } from './context.ts';

/**
 * ‖T(x) − T(y)‖² is a mean over pairs of places: of (fᵀf′)² within x, within y, and, twice, with a
 * minus, between them. By the matrices in tensors and by the pairs in 64 bits.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const c = randomWhole(random, 2, 5);
  const size = () => [randomWhole(random, 2, 5), randomWhole(random, 2, 5)] as const;
  const drawn = (m: number) => Array.from({ length: m }, () => Array.from({ length: c }, draw));
  const [ofX, ofY] = [size(), size()];
  const [x, y] = [drawn(ofX[0] * ofX[1]), drawn(ofY[0] * ofY[1])];
  const t = (places: readonly number[][], [h, w]: readonly [number, number]) =>
    tidy(() => [...secondMoments(tensor4d(places.flat(), [1, h, w, c])).dataSync()]);
  const [tx, ty] = [t(x, ofX), t(y, ofY)];
  const squares = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, value, i) => sum + (value - (other[i] ?? 0)) ** 2, 0);
  const meanOf = (one: readonly number[][], other: readonly number[][]) =>
    one.reduce(
      (sum, f) =>
        sum +
        other.reduce(
          (part, g) => part + f.reduce((dot, value, i) => dot + value * (g[i] ?? 0), 0) ** 2,
          0,
        ),
      0,
    ) /
    (one.length * other.length);
  const zeros = tx.map(() => 0);
  return Promise.resolve({
    statement: `${c} channels at ${x.length} places of one picture and ${y.length} of another, normal numbers`,
    rows: [
      {
        label: '‖T(x)‖², and the mean of (fₖᵀfₗ)² over all pairs of places',
        value: Math.abs(squares(tx, zeros) - meanOf(x, x)),
        tolerance: 1e-5 * Math.max(1, meanOf(x, x)),
      },
      {
        label: '‖T(x) − T(x′)‖², and the three means over pairs',
        value: Math.abs(squares(tx, ty) - (meanOf(x, x) - 2 * meanOf(x, y) + meanOf(y, y))),
        tolerance: 1e-5 * Math.max(1, meanOf(x, x) + meanOf(y, y)),
      },
    ],
  });
}
