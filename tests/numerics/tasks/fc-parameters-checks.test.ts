import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';

import denseConvolution from '#numerics/tasks/check-dense-convolution.ts';
import layerCosts from '#numerics/tasks/check-layer-costs.ts';
import pooledHead from '#numerics/tasks/check-pooled-head.ts';

import { networkOf } from '#numerics/network/networkOf.ts';
import { shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const models = { base: shippedModel('base'), 'flat-head': shippedModel('flat-head') };
const context = uninterruptedWith((name) => models[name as keyof typeof models]);

beforeAll(async () => {
  await startWasm();
  Object.values(models).forEach(networkOf); // they keep their weights
});

const facts = [
  ['the ledger counts what loops count one by one', layerCosts],
  ['a dense layer is a convolution with a kernel as large as its maps', denseConvolution],
  ['a pooled head is a flat head whose weights are equal at all places', pooledHead],
] as const;

test.each(facts)('%s', async (_, check) => {
  const before = memory().numTensors;
  for (let seed = 1; seed <= 100; seed++) {
    const { statement, rows } = await check({ seed }, context);
    for (const { label, value, tolerance } of rows) {
      expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(memory().numTensors).toBe(before);
});
