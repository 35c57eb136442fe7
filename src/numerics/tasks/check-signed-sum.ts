import { tensor1d, tensor4d, tidy, zeros } from '@tensorflow/tfjs-core';

import { backwardSignal } from '../attribution/gradient.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import type { Network } from '../network/network.ts';
import { unit } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * y = Σ w_j ReLU(v_j·x + b_j) has the gradient Σ w_j v_j over the units that are on, those with a
 * negative w_j included: by that sum, by the book's backward pass, and by differences of y.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [units, pixels] = [randomWhole(random, 3, 9), randomWhole(random, 2, 6)];
  const numbers = (count: number) => Float64Array.from({ length: count }, draw);
  const [x, w, b] = [numbers(pixels), numbers(units), numbers(units)];
  const v = Array.from({ length: units }, () => numbers(pixels));
  const z = (at: Float64Array) =>
    v.map((row, j) => row.reduce((sum, tap, i) => sum + tap * (at[i] ?? 0), b[j] ?? 0));
  const y = (at: Float64Array) =>
    z(at).reduce((sum, value, j) => sum + (w[j] ?? 0) * Math.max(0, value), 0);

  const on = z(x).map((value) => value > 0);
  const share = (of: (j: number) => boolean) =>
    Float64Array.from(x, (_, i) =>
      v.reduce((sum, row, j) => sum + (of(j) ? (w[j] ?? 0) * (row[i] ?? 0) : 0), 0),
    );
  const whole = share((j) => on[j] === true);
  const against = share((j) => on[j] === true && (w[j] ?? 0) < 0);
  const passed = tidy(() => {
    // Pixels as channels of a picture of one pixel: the same sum as a network of the book.
    const conv = (name: string, taps: number[], from: number, to: number, bias: number[]) =>
      ({
        name,
        type: 'conv',
        kernel: tensor4d(taps, [1, 1, from, to]),
        bias: bias.length > 0 ? tensor1d(bias) : zeros([to]),
        stride: 1,
        padding: 'valid',
      }) as Network['steps'][number];
    const taps = [...x].flatMap((_, i) => v.map((row) => row[i] ?? 0));
    const network: Network = {
      steps: [
        conv('1.pre', taps, pixels, units, [...b]),
        { name: '1', type: 'relu' },
        conv('2', [...w], units, 1, []),
      ],
    };
    const picture = tensor4d([...x], [1, 1, 1, pixels]);
    return [...backwardSignal({ network, x: picture, scalar: unit('2', [0, 0, 0]) }).dataSync()];
  });
  // Short enough that no unit switches on the way.
  const nearest = Math.min(...z(x).map(Math.abs));
  const step = Math.min(1e-4, nearest / 100);
  const scale = Math.max(1, ...whole.map(Math.abs));
  return Promise.resolve({
    statement: `${units} units, ${on.filter(Boolean).length} of them on, ${on.filter((is, j) => is && (w[j] ?? 0) < 0).length} of these with a negative weight, which give the first pixel ${(against[0] ?? 0).toPrecision(2)} of its ${(whole[0] ?? 0).toPrecision(2)}`,
    rows: [
      {
        label: 'the sum over the units that are on, and the backward pass',
        value: largestDifference(whole, passed),
        tolerance: 1e-5 * scale,
      },
      {
        label: 'the same, and central differences of y',
        value: largestDifference(whole, centralDifferences(y, x, step)),
        tolerance: 1e-6 * scale,
      },
    ],
  });
}
