import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import reversal from '#numerics/tasks/check-gradient-reversal.ts';
import weights from '#numerics/tasks/check-group-weights.ts';
import twoLevel from '#numerics/tasks/check-two-level.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['the two-level estimate is right in the mean, and varies by τ²/m + σ²/(mn)', twoLevel, 40],
  ['group-DRO’s weights are the slope of a smooth maximum of the losses', weights, 100],
  ['behind the reversal the features climb where the domains’ head descends', reversal, 30],
] as const;

test.each(facts)('%s', async (_, check, seeds) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= seeds; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});
