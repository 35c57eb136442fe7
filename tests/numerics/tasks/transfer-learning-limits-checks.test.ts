import { expect, test } from 'vitest';

import ridgeTowards from '#numerics/tasks/check-ridge-towards.ts';
import sourceError from '#numerics/tasks/check-source-error.ts';

import { uninterrupted } from './uninterrupted.ts';

const facts = [
  ['the ridge towards a source is the minimum of its loss', ridgeTowards, 8],
  ['bias and variance of the ridge towards a source add up to its mean error', sourceError, 5],
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
