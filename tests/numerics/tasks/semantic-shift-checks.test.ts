import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs';
import { grad, logSumExp, memory, neg, setBackend, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import { probabilities } from '#numerics/novelty/logitScores.ts';
import energyShift from '#numerics/tasks/check-energy-shift.ts';
import farAway from '#numerics/tasks/check-far-away.ts';
import rocArea from '#numerics/tasks/check-roc-area.ts';

beforeAll(() => setBackend('cpu'));

const facts = [
  ['a common shift of the logits leaves the softmax and lowers the energy', energyShift],
  ['the area under the ROC curve is the probability of winning a pair', rocArea],
  ['far out a network with ReLUs answers as without biases, and is certain', farAway],
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

test('∂E/∂s = −p by automatic differentiation too', () => {
  const logits = [2, -1, 0.5, 3];
  const found = tidy(() => [...grad((s) => neg(logSumExp(s)))(tensor1d(logits)).dataSync()]);
  probabilities(logits).forEach((p, k) => expect(found[k]).toBeCloseTo(-p, 6));
});
