import { tensor1d, tensor2d, matMul, add, tidy } from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import { largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Flatten and a dense layer are one convolution, whose kernel is as large as the maps. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = (least: number, most: number) => randomWhole(random, least, most);
  const value = normal(random);
  const [h, w, c, units] = [draw(1, 6), draw(1, 6), draw(1, 5), draw(1, 6)];
  const x = randomArray([1, h, w, c], value);
  const weights = randomArray([h, w, c, units], value);
  const bias = Float32Array.from({ length: units }, value);

  const [dense, convolution] = tidy(() => {
    const row = tensor2d(Float32Array.from(x.values), [1, h * w * c]);
    const matrix = tensor2d(Float32Array.from(weights.values), [h * w * c, units]);
    const b = tensor1d(bias);
    return [add(matMul(row, matrix), b), add(forward(toTensor(x), toTensor(weights)), b)].map(
      (tensor) => tensor.dataSync(),
    );
  }) as [Float32Array, Float32Array];

  const scale = Math.max(1, ...dense.map(Math.abs));
  return {
    statement: `maps ${h}×${w}×${c}, ${units} outputs: the same ${h * w * c * units} weights, read as a matrix and as a kernel`,
    rows: [
      {
        label: 'flatten and dense, and a convolution with a kernel as large as the maps',
        value: largestDifference(dense, convolution),
        tolerance: 1e-5 * scale,
      },
    ],
  };
}
