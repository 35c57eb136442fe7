import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import occlusionPath from '#numerics/tasks/check-occlusion-path.ts';
import rankCorrelation from '#numerics/tasks/check-rank-correlation.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['covering a patch costs the mean gradient on the way, times what is covered', occlusionPath, 12],
  ['without ties ρ is 1 − 6Σd²/(n(n²−1)), and it sees the order only', rankCorrelation, 200],
] as const;

test.each(facts)(
  '%s',
  async (_, check, seeds) => {
    const before = memory().numTensors;
    for (let seed = 1; seed <= seeds; seed++) {
      const { statement, rows } = await check({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
      }
    }
    expect(memory().numTensors).toBe(before);
  },
  120_000,
);

test('gradient × input alone is off where ReLUs switch on the way', async () => {
  const { statement } = await occlusionPath({ seed: 3 });
  const [said] = /off by ([\d.e+-]+)/.exec(statement)?.slice(1) ?? [];
  expect(Number(said)).toBeGreaterThan(0.001);
});
