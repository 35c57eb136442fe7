import { tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { forward } from '#numerics/conv/forward.ts';
import { convGeometry } from '#numerics/conv/geometry.ts';
import { inputGradient } from '#numerics/conv/inputGradient.ts';
import { kernelGradient } from '#numerics/conv/kernelGradient.ts';
import {
  naiveForward,
  naiveInputGradient,
  naiveKernelGradient,
  type Array4D,
} from '#numerics/conv/naive.ts';
import { largestDifference } from '#numerics/gradientCheck.ts';

import { randomArrays, randomLayer, runs, toTensor } from '../conv/randomLayer.ts';
import { startWasm } from './wasmBackend.ts';

beforeAll(startWasm);

test('the chapters’ own code computes the same on wasm as the sum over all products', () => {
  fc.assert(
    fc.property(randomLayer(), ({ input, kernel, options, seed }) => {
      const inputSize: [number, number] = [input[1], input[2]];
      const kernelSize: [number, number] = [kernel[0], kernel[1]];
      const { outputSize } = convGeometry(inputSize, kernelSize, options);
      const shapes: Array4D['shape'][] = [input, kernel, [input[0], ...outputSize, kernel[3]]];
      const [x, k, g] = randomArrays(seed, ...shapes) as [Array4D, Array4D, Array4D];
      tidy(() => {
        const [xt, kt, gt] = [toTensor(x), toTensor(k), toTensor(g)] as const;
        const pairs = [
          [forward(xt, kt, options), naiveForward(x, k, options)],
          [
            kernelGradient(xt, gt, kernelSize, options),
            naiveKernelGradient(x, g, kernelSize, options),
          ],
          [inputGradient(gt, kt, inputSize, options), naiveInputGradient(g, k, inputSize, options)],
        ] as const;
        for (const [found, expected] of pairs) {
          expect(found.shape).toEqual(expected.shape);
          expect(largestDifference(found.dataSync(), expected.values)).toBeLessThan(1e-4);
        }
      });
    }),
    runs(200),
  );
});
