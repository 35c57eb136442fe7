import { memory } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

import type { CheckResult } from '#numerics/tasks/context.ts';

type Check = (input: { seed: number }) => CheckResult | Promise<CheckResult>;

/** A check of a box holds for the seeds from 1 on, and leaves no tensors behind. */
export async function checkHolds(check: Check, seeds: number): Promise<void> {
  const before = memory().numTensors;
  for (let seed = 1; seed <= seeds; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
}
