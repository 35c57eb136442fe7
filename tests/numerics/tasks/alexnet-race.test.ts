import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { bare } from '#numerics/alexnet/ingredients.ts';
import { study } from '#numerics/alexnet/study.ts';
import { mulberry32 } from '#numerics/random.ts';
import race, { type RaceCheckpoint } from '#numerics/tasks/alexnet-race.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterrupted } from './uninterrupted.ts';

beforeAll(() => startWasm());

const random = mulberry32(4);
const pictures = {
  pixels: Uint8Array.from({ length: 310 * 3072 }, () => 256 * random()),
  labels: Array.from({ length: 310 }, (_, i) => i % 10),
};
const all = { ...bare, response: 1, overlap: true, dropout: true, crops: true, colour: true };
const trials = [
  { ingredients: all, stretch: 1, rate: 0.01, seed: 2 },
  {
    ingredients: { ...all, activation: 'tanh' as const },
    stretch: 3,
    rate: 0.01,
    seed: 2,
  },
];
/** Lets the last epochs pass only. */
const late = (checkpoint: RaceCheckpoint): RaceCheckpoint => ({
  ...checkpoint,
  lanes: checkpoint.lanes.map(({ learned, fresh }) => {
    const more = new Array<number>(study.epochs - 2 - learned.length).fill(1);
    return { learned: [...learned, ...more], fresh: [...fresh, ...more] };
  }),
});

describe('training in the page what AlexNet was made of', () => {
  it('goes on from a checkpoint as if nothing had been between, and leaves no tensors', async () => {
    const first: RaceCheckpoint[] = [];
    const before = memory().numTensors;
    const stopped = () => Promise.resolve(first.length > 0);
    const progress = (_: number, partial?: unknown) => {
      if (partial) first.push(partial as RaceCheckpoint);
    };
    expect(await race({ trials, pictures }, { progress, stopped })).toBeNull();
    expect(memory().numTensors).toBe(before);
    const [start] = first;
    if (!start) throw new Error('no checkpoint');
    const seen: RaceCheckpoint[] = [];
    const keep = (_: number, partial?: unknown) => {
      if (partial) seen.push(partial as RaceCheckpoint);
    };
    const whole = await race(
      { trials, pictures, from: late(start) },
      { ...uninterrupted, progress: keep },
    );
    const rest = await race({ trials, pictures, from: seen[0] }, uninterrupted);
    expect(rest).toEqual(whole);
    expect(whole?.map(({ learned }) => learned.length)).toEqual([study.epochs, study.epochs]);
    expect(memory().numTensors).toBe(before);
  });
});
