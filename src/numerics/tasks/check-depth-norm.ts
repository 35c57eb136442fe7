import { tensor1d, tensor4d, tidy } from '@tensorflow/tfjs-core';

import { batchNorm } from '../depth/batchNorm.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** ∂L/∂z through batch norm, for L = Σ G · y, against central differences of its definition. */
export default async function checkDepthNorm({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [n, side, channels] = [
    randomWhole(random, 2, 4),
    randomWhole(random, 2, 3),
    randomWhole(random, 1, 3),
  ];
  const shape: [number, number, number, number] = [n, side, side, channels];
  const z = randomArray(shape, draw);
  const g = randomArray(shape, draw);
  const scale = Float64Array.from({ length: channels }, draw);
  const shift = Float64Array.from({ length: channels }, draw);

  const lossAt = (values: Float64Array): number => {
    const y = normalised(values, scale, shift);
    return y.reduce((sum, value, i) => sum + value * (g.values[i] ?? 0), 0);
  };
  const single = (values: ArrayLike<number>) => Float32Array.from(values);
  const [out, found] = tidy(() => {
    const gamma = tensor1d(single(scale));
    const passed = batchNorm(tensor4d(single(z.values), shape), gamma, tensor1d(single(shift)));
    const { z: back } = passed.back(tensor4d(single(g.values), shape));
    return [passed.out.dataSync(), back.dataSync()];
  });
  return Promise.resolve({
    statement: `${n} images of ${side}×${side}, ${channels} channels, random G, γ and β`,
    rows: [
      {
        label: 'y = γẑ + β in 32 bits, and from its definition',
        value: largestDifference(out, normalised(Float64Array.from(z.values), scale, shift)),
        tolerance: 2e-5,
      },
      {
        label: '∂L/∂z: the formula, and central differences',
        value: largestDifference(
          found,
          centralDifferences(lossAt, Float64Array.from(z.values), 1e-5),
        ),
        tolerance: 1e-4,
      },
    ],
  });
}

/** Batch norm from its definition in float64, channels innermost. */
function normalised(z: Float64Array, scale: Float64Array, shift: Float64Array): Float64Array {
  const channels = scale.length;
  const rows = z.length / channels;
  const [means, squares] = [new Float64Array(channels), new Float64Array(channels)];
  z.forEach((value, i) => {
    means[i % channels] = (means[i % channels] ?? 0) + value / rows;
  });
  z.forEach((value, i) => {
    const c = i % channels;
    squares[c] = (squares[c] ?? 0) + (value - (means[c] ?? 0)) ** 2 / rows;
  });
  return z.map((value, i) => {
    const c = i % channels;
    const unit = (value - (means[c] ?? 0)) / Math.sqrt((squares[c] ?? 0) + 1e-5);
    return (scale[c] ?? 0) * unit + (shift[c] ?? 0);
  });
}
