import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { networkOf, study, type LabelledPictures } from '#numerics/depth/study.ts';
import { convolutionsOf } from '#numerics/depth/deepNetwork.ts';
import { mulberry32 } from '#numerics/random.ts';
import start from '#numerics/tasks/depth-degradation-start.ts';
import train, { type Checkpoint, type Underway } from '#numerics/tasks/depth-degradation-train.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterrupted } from './uninterrupted.ts';

beforeAll(() => startWasm());

const random = mulberry32(4);
const pictures: LabelledPictures = {
  pixels: Uint8Array.from({ length: 50 * 3072 }, () => 256 * random()),
  labels: Array.from({ length: 50 }, (_, i) => i % 10),
};
const trial = { depth: 8, skips: true, norm: true, seed: 2 };

describe('training a deep network in the page', () => {
  it('goes on from a checkpoint as if nothing had been between, and leaves no tensors', async () => {
    const before = memory().numTensors;
    const checkpoints: (Checkpoint | null)[] = [];
    const whole = await train(
      { trial, pictures },
      {
        ...uninterrupted,
        progress: (_, partial) => checkpoints.push((partial as Underway).checkpoint),
      },
    );
    expect(memory().numTensors).toBe(before);
    const half = checkpoints.find((found) => found?.course.losses.length === 6);
    expect(half).toBeDefined();
    const rest = await train({ trial, pictures, from: half ?? undefined }, uninterrupted);
    expect(rest).toEqual(whole);
    expect(whole?.losses).toHaveLength(2 * study.epochs);
    expect(whole?.norms.last).toHaveLength(convolutionsOf(networkOf(trial)).length);
    expect(memory().numTensors).toBe(before);
  });

  it('stops when the reader cancels, and leaves no tensors', async () => {
    const before = memory().numTensors;
    let asked = 0;
    const stopped = () => Promise.resolve(++asked > 2);
    expect(await train({ trial, pictures }, { ...uninterrupted, stopped })).toBeNull();
    expect(memory().numTensors).toBe(before);
  });
});

describe('the gradients of an untrained network', () => {
  it('explode from last layer to first with batch norm in 56 plain layers, and not with skips', async () => {
    const few = {
      pixels: pictures.pixels.slice(0, 24 * 3072),
      labels: pictures.labels.slice(0, 24),
    };
    const ratio = async (skips: boolean) => {
      const { norms } = await start({ trial: { ...trial, depth: 56, skips }, pictures: few });
      return (norms[0] ?? 0) / (norms.at(-1) ?? 1);
    };
    expect(await ratio(false)).toBeGreaterThan(50);
    expect(await ratio(true)).toBeLessThan(10);
  });
});
