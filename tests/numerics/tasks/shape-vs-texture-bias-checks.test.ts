import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import patches from '#numerics/tasks/check-patch-shuffle.ts';
import bias from '#numerics/tasks/check-shape-bias.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['shape bias is the share of shape among the counted answers, and spreads by √(p(1−p)/n)', bias],
  ['a bag of tiles gives the same logits in any order of the tiles', patches],
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
