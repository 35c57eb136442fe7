import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import places from '#numerics/tasks/check-texture-places.ts';
import shuffle from '#numerics/tasks/check-texture-shuffle.ts';
import split from '#numerics/tasks/check-texture-split.ts';
import windows from '#numerics/tasks/check-texture-windows.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);

describe.each([
  ['the places of the maps may be shuffled', shuffle],
  ['the distance of two Gram matrices is a mean over pairs of places', places],
  ['second moments are covariances and products of means', split],
  ['pictures with the same windows have the same second moments', windows],
])('%s', (_, check) => {
  it.each([1, 2, 3, 20090408])('from seed %i, and no tensor is left', async (seed) => {
    const before = memory().numTensors;
    const { rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, label).toBeLessThanOrEqual(tolerance);
    }
    expect(memory().numTensors).toBe(before);
  });
});
