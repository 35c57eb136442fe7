import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import cost from '#numerics/tasks/check-layer-cost.ts';
import dense from '#numerics/tasks/check-layer-dense.ts';
import fusion from '#numerics/tasks/check-layer-fusion.ts';
import size from '#numerics/tasks/check-layer-output-size.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['the output has as many rows as windows fit, and two floors in a row are one', size],
  ['a convolution has (K₁K₂Cin + 1)Cout parameters and K₁K₂CinCoutH′W′ multiply-adds', cost],
  ['two convolutions in a row are one, with the full convolution of their kernels', fusion],
  ['flatten and a dense layer are one convolution with a kernel as large as the maps', dense],
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
