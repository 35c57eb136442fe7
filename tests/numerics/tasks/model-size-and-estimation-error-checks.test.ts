import { expect, test } from 'vitest';

import minimumNorm from '#numerics/tasks/check-minimum-norm.ts';
import above from '#numerics/tasks/check-risk-above-threshold.ts';
import below from '#numerics/tasks/check-risk-below-threshold.ts';

import { uninterrupted } from './uninterrupted.ts';

const facts = [
  [
    'the weights from the singular values are the minimum, and where descent from zero ends',
    minimumNorm,
    8,
  ],
  ['below the threshold the mean risk of drawn fits is the boxed one', below, 4],
  ['above the threshold the mean risk of drawn fits is the boxed one', above, 4],
] as const;

test.each(facts)('%s', async (_, check, seeds) => {
  for (let seed = 1; seed <= seeds; seed++) {
    const found = await check({ seed }, uninterrupted);
    if (!found) throw new Error('Nobody cancels a test.');
    for (const { label, value, tolerance } of found.rows) {
      expect(value, `${label}: ${found.statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
});
