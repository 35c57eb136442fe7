import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import domainDistance from '#numerics/tasks/check-domain-distance.ts';
import freshStatistics from '#numerics/tasks/check-fresh-statistics.ts';
import importanceWeights from '#numerics/tasks/check-importance-weights.ts';
import targetBound from '#numerics/tasks/check-target-bound.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['the weighted risk on the source is the risk on the target', importanceWeights],
  ["the target error is at most the source's, half the divergence and λ*", targetBound],
  ['the divergence is read off the best classifier of the domains', domainDistance],
  ['aligning z is batch norm with fresh statistics', freshStatistics],
] as const;

test.each(facts)('%s', async (_, check) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= 40; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});
