import { mulberry32 } from '../random.ts';
import { normal } from '../normal.ts';
import { pictureFrom, type Picture } from '../images/picture.ts';
import { rotate } from '../images/rotate.ts';
import { repeatPixels } from '../images/repeatPixels.ts';
import { largestDifference } from '../gradientCheck.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Kernels of 1×1 and a global mean: invariant to scale, to turning, and to any disorder. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 4, 8);
  const picture = pictureFrom([n, n, 3], draw);
  const first = Array.from({ length: 5 }, () => Array.from({ length: 3 }, draw));
  const second = Array.from({ length: 4 }, () => Array.from({ length: 5 }, draw));
  const answer = ({ height, width, channels, values }: Picture) => {
    const sums = new Float64Array(second.length);
    for (let at = 0; at < height * width; at++) {
      const pixel = values.subarray(at * channels, (at + 1) * channels);
      const hidden = first.map((row) => Math.max(0, dot(row, pixel)));
      second.forEach((row, o) => (sums[o] = (sums[o] ?? 0) + Math.max(0, dot(row, hidden))));
    }
    return sums.map((sum) => sum / (height * width));
  };
  const order = Array.from({ length: n * n }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = randomWhole(random, 0, i);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const disordered = pictureFrom(
    [n, n, 3],
    (row, column, channel) => picture.values[(order[row * n + column] ?? 0) * 3 + channel] ?? 0,
  );
  const plain = answer(picture);
  const tolerance = 1e-12 * Math.max(1, ...plain);
  const compare = (label: string, other: Picture) => ({
    label,
    value: largestDifference(plain, answer(other)),
    tolerance,
  });
  return {
    statement: `Two layers of random 1×1 kernels with ReLU, then the mean, on a random picture of ${n}×${n}`,
    rows: [
      compare('each pixel repeated 2×2: twice as large', repeatPixels(picture, 2)),
      compare('each pixel repeated 3×3', repeatPixels(picture, 3)),
      compare('turned by 90°', rotate(picture, 90)),
      compare('all pixels in disorder', disordered),
    ],
  };
}

function dot(a: readonly number[], b: ArrayLike<number>): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
}
