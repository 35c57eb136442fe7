import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import batch from '#numerics/tasks/check-kernel-gradient-batch.ts';
import bias from '#numerics/tasks/check-kernel-gradient-bias.ts';
import correlation from '#numerics/tasks/check-kernel-gradient-correlation.ts';
import strided from '#numerics/tasks/check-kernel-gradient-strided.ts';
import trueConvolution from '#numerics/tasks/check-kernel-gradient-true-convolution.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['the kernel gradient is the valid cross-correlation of the input with G', correlation],
  ['stride and dilation trade places, padding stays, and the floor leaves K + ⌊ρ/d⌋', strided],
  ['each pair of channels is the plain theorem, summed over the batch', batch],
  ['the bias gradient is the sum of G', bias],
  ['a true convolution would turn the result by half a turn', trueConvolution],
] as const;

test.each(facts)('%s', async (_, check) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= 200; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});
