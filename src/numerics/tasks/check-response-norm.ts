import { grad, mul, sum, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { respond } from '../alexnet/response.ts';
import { responseNorm } from '../alexnet/responseNorm.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Local response normalisation and its way back: against the definition channel by channel, against
 * central differences of that in float64, and against automatic differentiation.
 */
export default async function checkResponseNorm({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [places, channels] = [randomWhole(random, 1, 4), randomWhole(random, 2, 9)];
  const settings = { k: 2, n: 5, alpha: 0.1 + random(), beta: 0.75 };
  const shape: [number, number, number, number] = [1, 1, places, channels];
  const a = Float64Array.from({ length: places * channels }, () => 2 * draw());
  const g = Float64Array.from({ length: places * channels }, draw);
  const byDefinition = (values: Float64Array): Float64Array => {
    const found = new Float64Array(values.length);
    for (let at = 0; at < values.length; at += channels) {
      found.set(respond(values.subarray(at, at + channels), settings), at);
    }
    return found;
  };
  const lossAt = (values: Float64Array) =>
    byDefinition(values).reduce((total, b, i) => total + b * (g[i] ?? 0), 0);

  const [out, back, automatic] = tidy(() => {
    const x = tensor4d(Float32Array.from(a), shape);
    const upstream = tensor4d(Float32Array.from(g), shape);
    const passed = responseNorm(x, settings);
    const loss = (values: Tensor4D) => sum(mul(responseNorm(values, settings).out, upstream));
    return [
      passed.out.dataSync(),
      passed.back(upstream, {}).dataSync(),
      grad((values) => loss(values as Tensor4D))(x).dataSync(),
    ];
  });
  return Promise.resolve({
    statement: `${places} places, ${channels} channels, n = 5, k = 2, β = 0.75, α = ${settings.alpha.toFixed(2)}`,
    rows: [
      {
        label: 'b in 32 bits, and channel by channel from the definition',
        value: largestDifference(out, byDefinition(a)),
        tolerance: 1e-5,
      },
      {
        label: '∂L/∂a: the formula, and central differences',
        value: largestDifference(back, centralDifferences(lossAt, a, 1e-6)),
        tolerance: 2e-5,
      },
      {
        label: '∂L/∂a: the formula, and automatic differentiation',
        value: largestDifference(back, automatic),
        tolerance: 1e-5,
      },
    ],
  });
}
