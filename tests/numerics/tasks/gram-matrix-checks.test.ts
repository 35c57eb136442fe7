import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import gradient from '#numerics/tasks/check-gram-gradient.ts';
import discrepancy from '#numerics/tasks/check-gram-discrepancy.ts';
import shuffle from '#numerics/tasks/check-gram-shuffle.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);

test.each([
  ['FΠ(FΠ)ᵀ = FFᵀ, symmetric, without negative eigenvalues, of rank min(N, M) at most', shuffle],
  ['∂E/∂F = (G − A)F/N²M² by a tape, by differences and by the page’s code', gradient],
  ['‖FFᵀ − SSᵀ‖² is three sums of (xᵀy)² over pairs of positions', discrepancy],
])('%s, for forty seeds', async (_, check) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= 40; seed++) {
    const { rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});
