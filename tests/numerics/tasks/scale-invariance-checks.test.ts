import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import average from '#numerics/tasks/check-scale-average.ts';
import kernel from '#numerics/tasks/check-scale-kernel.ts';
import pointwise from '#numerics/tasks/check-scale-pointwise.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['filtering every m-th pixel is filtering all of them with a kernel m times as wide', kernel],
  ['1×1 kernels and a global mean do not see size, angle or order', pointwise],
  ['averaging over a group is invariant; over n sizes the two ends remain, divided by n', average],
] as const;

test.each(facts)('%s', async (_, check) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= 100; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});

test('with the same kernel, or a single answer, scaling does make a difference', async () => {
  for (const check of [kernel, average]) {
    const { statement } = await check({ seed: 5 });
    const [said] = /up to ([\d.e+-]+)/.exec(statement)?.slice(1) ?? [];
    expect(Number(said)).toBeGreaterThan(0.01);
  }
});
