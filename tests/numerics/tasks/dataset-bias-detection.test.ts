import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import type { Trial } from '#numerics/cues/trial.ts';
import look from '#numerics/tasks/dataset-bias-detection-look.ts';
import train, { type Checkpoint } from '#numerics/tasks/dataset-bias-detection-train.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterrupted } from './uninterrupted.ts';

const trial: Trial = {
  cue: { kind: 'tag', row: 26, column: 2, size: 4, amplitude: 8 },
  agreement: 0.95,
  seed: 1,
};
/** The first 150 pictures of the gallery: 30 vehicles and 30 animals to learn from, as many to test. */
let pictures: { pixels: Uint8Array; classes: string[] };

beforeAll(async () => {
  await startWasm();
  const { pixels, labels } = await imagesOf(
    'public/images/gallery.png',
    shippedModel('base').manifest,
  );
  pictures = { pixels: pixels.subarray(0, 150 * 3072), classes: labels.slice(0, 150) };
});

describe('training in the page', () => {
  it('ends with the same weights, to the last bit, whether it was paused or not', async () => {
    const before = memory().numTensors;
    const whole = await train({ pictures, trial }, uninterrupted);
    const parts: Checkpoint[] = [];
    const paused = await train(
      { pictures, trial },
      {
        progress: (_, part) => part !== undefined && parts.push(part as Checkpoint),
        stopped: () => Promise.resolve(parts.length === 3),
      },
    );
    expect(paused).toBeNull();
    const resumed = await train({ pictures, trial, from: parts.at(-1) }, uninterrupted);
    expect(resumed?.history).toEqual(whole?.history);
    expect(resumed?.weights).toEqual(whole?.weights);
    expect(memory().numTensors).toBe(before);
  }, 180_000);

  it('says after each epoch how the network does where the cue agrees, and where not', async () => {
    const fractions: number[] = [];
    const trained = await train(
      { pictures, trial },
      {
        progress: (fraction) => void fractions.push(fraction),
        stopped: () => Promise.resolve(false),
      },
    );
    expect(trained?.history).toHaveLength(20);
    expect(fractions.every((fraction, i) => fraction >= (fractions[i - 1] ?? 0))).toBe(true);
    expect(fractions.at(-1)).toBe(1);
  }, 180_000);

  it('and looking leave no tensor behind, and see half as many vehicles as were dealt', async () => {
    const trained = await train({ pictures, trial }, uninterrupted);
    const before = memory().numTensors;
    const seen = await look({ pictures, trial, weights: trained?.weights ?? {} }, uninterrupted);
    expect(memory().numTensors).toBe(before);
    expect(seen?.pictures).toHaveLength(30);
    expect(seen?.with.saliency.maps).toHaveLength(30);
    expect(seen?.with.gradCam.maps[0]).toHaveLength(1024);
    expect(
      await look(
        { pictures, trial, weights: trained?.weights ?? {} },
        {
          progress: () => undefined,
          stopped: () => Promise.resolve(true),
        },
      ),
    ).toBeNull();
    expect(memory().numTensors).toBe(before);
  }, 180_000);
});
