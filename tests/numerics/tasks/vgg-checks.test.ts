import { beforeAll, describe, expect, it } from 'vitest';
import count from '#numerics/tasks/check-vgg-count.ts';
import cost from '#numerics/tasks/check-stack-cost.ts';
import scoreMap from '#numerics/tasks/check-score-map.ts';
import dimension from '#numerics/tasks/check-stack-dimension.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);

describe('the checks under the boxes of the chapter on VGG', () => {
  it.each([
    ['what a stack of 3×3 kernels sees and costs', cost],
    ['25C² directions, and the mixed channels', dimension],
    ['the numbers of a network of blocks', count],
    ['the map of scores', scoreMap],
  ])('%s: hold for ten seeds', async (_, check) => {
    for (let seed = 1; seed <= 10; seed++) {
      const { statement, rows } = await check({ seed });
      for (const { label, value, tolerance } of rows)
        expect(value, `${statement}: ${label}`).toBeLessThanOrEqual(tolerance);
    }
  });
});
