import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';

import totalVariation from '#numerics/tasks/check-total-variation.ts';
import waveAscent from '#numerics/tasks/check-wave-ascent.ts';
import climbs, { type ClimbsInput } from '#numerics/tasks/class-image-synthesis-climb.ts';

import { shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

await startWasm();
const models = new Map(['base', 'twin', 'robust'].map((name) => [name, shippedModel(name)]));
const context = uninterruptedWith((name) => models.get(name) ?? shippedModel(name));

describe('the checks of the chapter on class images', () => {
  test.each([
    ['total variation', totalVariation],
    ['ascent in amplitudes of waves', waveAscent],
  ])('%s holds for twenty seeds, and leaves no tensor', async (_, check) => {
    await check({ seed: 0 });
    const before = memory().numTensors;
    for (let seed = 1; seed <= 20; seed++) {
      for (const { label, value, tolerance } of (await check({ seed })).rows) {
        expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
      }
    }
    expect(memory().numTensors).toBe(before);
  });
});

describe('pictures that climb side by side', () => {
  const wish: ClimbsInput = {
    target: 3,
    to: 4,
    lanes: [
      { maker: 'base', prior: 'none', strength: 1, seed: 2 },
      { maker: 'base', prior: 'jitter', strength: 1, seed: 2 },
      { maker: 'base', prior: 'fourier', strength: 1, seed: 2 },
      { maker: 'robust', prior: 'none', strength: 1, seed: 2 },
    ],
  };

  test('go on where they were paused, as if they had not been', async () => {
    const whole = await climbs(wish, context);
    const half = await climbs({ ...wish, to: 2 }, context);
    const from = { step: 2, x: half?.made.map(({ x }) => x) ?? [] };
    const rest = await climbs({ ...wish, from }, context);
    whole?.made.forEach(({ x }, i) => {
      const other = rest?.made[i]?.x ?? new Float32Array();
      expect(Math.max(...x.map((value, j) => Math.abs(value - (other[j] ?? 9))))).toBeLessThan(
        2e-3,
      );
    });
    expect(rest?.step).toBe(4);
  });

  test('raise the score of their class for the network that makes them, within black and white', async () => {
    const [start, end] = [await climbs({ ...wish, to: 0 }, context), await climbs(wish, context)];
    wish.lanes.forEach(({ maker }, i) => {
      const at = maker === 'robust' ? 2 : 0;
      expect(end?.made[i]?.p[at]).toBeGreaterThan(start?.made[i]?.p[at] ?? 1);
      expect(Math.max(...(end?.made[i]?.x.map(Math.abs) ?? [9]))).toBeLessThan(1 + 1e-5);
    });
  });

  test('stop when the reader says so, and leave no tensor', async () => {
    const before = memory().numTensors;
    const stopped = await climbs(wish, { ...context, stopped: () => Promise.resolve(true) });
    expect(stopped).toBeNull();
    expect(memory().numTensors).toBe(before);
  });

  test('strength 0 is no prior', async () => {
    const lanes = (['none', 'tv', 'fourier'] as const).map((prior) => ({
      maker: 'base' as const,
      prior,
      strength: 0,
      seed: 1,
    }));
    const found = await climbs({ target: 1, to: 2, lanes }, context);
    const [a, b, c] = found?.made ?? [];
    expect(b?.x).toEqual(a?.x);
    expect(c?.x).toEqual(a?.x);
  });
});
