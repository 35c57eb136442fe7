import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import axis from '#numerics/tasks/check-embedding-axis.ts';
import gradient from '#numerics/tasks/check-embedding-gradient.ts';
import perplexity from '#numerics/tasks/check-embedding-perplexity.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['the largest variance along a direction is the largest eigenvalue of C', axis],
  ['each row of neighbour probabilities has the perplexity asked for', perplexity],
  ['the gradient of KL(P‖Q) is the boxed sum, by differences too', gradient],
] as const;

test.each(facts)('%s', async (_, check) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= 60; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});
