import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import average from '#numerics/tasks/check-scale-average.ts';
import kernel from '#numerics/tasks/check-scale-kernel.ts';
import pointwise from '#numerics/tasks/check-scale-pointwise.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['filtering what is scaled is filtering with a kernel scaled the other way', kernel],
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

test('all lines of the boxed kernel are tried: the integrals with their factor s, and the grid', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { statement, rows } = await kernel({ seed });
    expect(rows.map(({ label }) => label).join()).toContain('s·K(su)');
    expect(rows).toHaveLength(4);
    expect(statement).toMatch(/every (second|third) pixel kept/);
    const [without] = /K\(su\) in the place.* up to ([\d.e+-]+)/.exec(statement)?.slice(1) ?? [];
    expect(Number(without)).toBeGreaterThan(0.001);
  }
});
