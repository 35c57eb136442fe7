import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import turnedReadout from '#numerics/tasks/check-turned-readout.ts';
import wilson from '#numerics/tasks/check-wilson-interval.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);

describe('the checks of the chapter on understanding', () => {
  it.each([turnedReadout, wilson])('hold for thirty seeds, and leave no tensor', async (check) => {
    const before = memory().numTensors;
    for (let seed = 1; seed <= 30; seed++) {
      const { rows } = await check({ seed });
      for (const { label, value, tolerance } of rows)
        expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
    }
    expect(memory().numTensors).toBe(before);
  });
});
