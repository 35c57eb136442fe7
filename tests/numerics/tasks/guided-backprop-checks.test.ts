import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import gatedCosineCheck from '#numerics/tasks/check-gated-cosine.ts';
import loop from '#numerics/tasks/check-guided-loop.ts';
import picture from '#numerics/tasks/check-guided-picture.ts';
import { gatedCosine } from '#numerics/attribution/gatedCosine.ts';
import { startWasm } from '../wasm/wasmBackend.ts';

describe.each([
  ['the guided signal adds up to a·b·s round a square, the gradient to 0', loop, 40],
  ['⟨M, x⟩ is Σ R (z − b), and never negative without biases', picture, 40],
  ['two signals behind a gate have the cosine κ(ρ)', gatedCosineCheck, 12],
] as const)('%s', (_, check, seeds) => {
  test.each(['cpu', 'wasm'])(
    'on %s, for many seeds, and leaves nothing behind',
    async (backend) => {
      if (backend === 'wasm') await startWasm();
      else await setBackend('cpu');
      await check({ seed: 1 });
      const before = memory().numTensors;
      for (let seed = 1; seed <= (backend === 'cpu' ? seeds / 4 : seeds); seed++) {
        const { statement, rows } = await check({ seed });
        for (const { label, value, tolerance } of rows) {
          expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
        }
      }
      expect(memory().numTensors).toBe(before);
    },
  );
});

describe('κ', () => {
  test('is 1/π for unrelated signals, 1 for equal ones and 0 for opposite ones', () => {
    expect(gatedCosine(0)).toBeCloseTo(1 / Math.PI, 12);
    expect(gatedCosine(1)).toBeCloseTo(1, 12);
    expect(gatedCosine(-1)).toBeCloseTo(0, 12);
  });
  test('is never below ρ', () => {
    for (let rho = -1; rho <= 1; rho += 0.01) {
      expect(gatedCosine(rho)).toBeGreaterThanOrEqual(rho - 1e-12);
    }
  });
  test('goes 0.32, 0.49, 0.60, 0.68, 0.74 from unrelated signals through five gates', () => {
    let rho = 0;
    const found = Array.from({ length: 5 }, () => (rho = gatedCosine(rho)).toFixed(2));
    expect(found).toEqual(['0.32', '0.49', '0.60', '0.68', '0.74']);
  });
});

beforeAll(() => setBackend('cpu'));
