import '@tensorflow/tfjs';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import ballProjection from '#numerics/tasks/check-ball-projection.ts';
import certifiedRadius from '#numerics/tasks/check-certified-radius.ts';
import signStep from '#numerics/tasks/check-sign-step.ts';
import worstCaseGradient from '#numerics/tasks/check-worst-case-gradient.ts';
import type { CheckResult } from '#numerics/tasks/context.ts';

beforeAll(async () => {
  await setBackend('cpu');
});

/** Every row of a check within its tolerance for many seeds, and no tensor left. */
async function holds(check: (input: { seed: number }) => Promise<CheckResult>, seeds: number) {
  const before = memory().numTensors;
  for (let seed = 1; seed <= seeds; seed++) {
    const { statement, rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, `seed ${seed}, ${statement}: ${label}`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
}

test('of all δ in the cube ε sign g gains most, and it gains ε‖g‖₁', () => holds(signStep, 40));

test('clipping twice gives the nearest point of cube and box', () => holds(ballProjection, 40));

test('the gradient of the worst loss is the gradient at the worst δ', () =>
  holds(worstCaseGradient, 100));

test('within σΦ⁻¹(p) no half-space and no patchwork of a line loses its majority', () =>
  holds(certifiedRadius, 15));
