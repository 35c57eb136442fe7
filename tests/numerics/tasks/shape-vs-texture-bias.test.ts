import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { SIDE } from '#numerics/conflict/figure.ts';
import { relativeTerms } from '#numerics/conflict/restyling.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { transferLoss } from '#numerics/style/transferLoss.ts';
import restyle from '#numerics/tasks/shape-vs-texture-bias-restyle.ts';
import shuffle from '#numerics/tasks/shape-vs-texture-bias-shuffle.ts';
import train, { type Checkpoint } from '#numerics/tasks/shape-vs-texture-bias-train.ts';
import { dispose, tensor4d } from '@tensorflow/tfjs-core';

import { imagesOf, shippedModel, type LabelledImages } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const names = ['base', 'twin'] as const;
const models = new Map<string, ReturnType<typeof shippedModel>>();
const world = uninterruptedWith((name) => models.get(name) ?? shippedModel(name));
let pictures: LabelledImages;
const picture = (i: number) => pictures.pixels.subarray(i * 3072, (i + 1) * 3072);

beforeAll(async () => {
  await startWasm();
  for (const name of names) models.set(name, shippedModel(name));
  pictures = await imagesOf('public/images/gallery-teaching.png', shippedModel('base').manifest);
});

describe('restyling', () => {
  it('begins with a content term of zero, and an unchanged style has no style terms', () => {
    const network = networkOf(models.get('twin') ?? shippedModel('twin'));
    const x = tensor4d(
      Float32Array.from(picture(9), (value) => value / 127.5 - 1),
      [1, SIDE, SIDE, 3],
    );
    const terms = relativeTerms(network, { content: x, style: x }, 0.1);
    const { values, gradient } = transferLoss(network, x, terms);
    for (const value of values) expect(Math.abs(value.dataSync()[0] ?? 1)).toBeLessThan(1e-6);
    expect(terms).toHaveLength(4);
    dispose([x, gradient, ...values, ...terms.map(({ target }) => target)]);
  });

  it('weighs terms so that each begins near one when nothing of the target is there', () => {
    const network = networkOf(models.get('twin') ?? shippedModel('twin'));
    const [content, style] = [9, 22].map((i) =>
      tensor4d(
        Float32Array.from(picture(i), (value) => value / 127.5 - 1),
        [1, SIDE, SIDE, 3],
      ),
    );
    if (!content || !style) throw new Error('No pictures.');
    const terms = relativeTerms(network, { content, style }, 0.1);
    for (const term of terms) {
      const squares = term.target.square().sum().dataSync()[0] ?? 0;
      const n = term.target.shape[0];
      const ofZero = term.kind === 'gram' ? squares / (4 * n * n) : squares / 2;
      expect(term.weight * ofZero).toBeCloseTo(term.kind === 'gram' ? 1 / 3 : 0.1, 4);
    }
    dispose([content, style, ...terms.map(({ target }) => target)]);
  });

  it('stops when the reader cancels, and leaves no tensor behind either way', async () => {
    const input = { content: picture(9), style: picture(22), contentWeight: 0.1, judges: names };
    await restyle({ ...input, judges: [] }, { ...world, stopped: () => Promise.resolve(true) });
    const before = memory().numTensors;
    let asked = 0;
    const stopped = () => Promise.resolve(++asked > 3);
    expect(await restyle(input, { ...world, stopped })).toBeNull();
    expect(memory().numTensors).toBe(before);
  });
});

describe('shuffling', () => {
  it('moves the network, never the bag', async () => {
    const pixels = Uint8Array.from(picture(17));
    const found = await shuffle({ pixels, tiles: 4, seed: 1, network: 'base' }, world);
    const difference = (a: readonly number[], b: readonly number[]) =>
      Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
    expect(difference(found.before.bag, found.after.bag)).toBeLessThan(1e-5);
    expect(difference(found.before.network, found.after.network)).toBeGreaterThan(0.2);
    const before = memory().numTensors;
    await shuffle({ pixels, tiles: 2, seed: 1, network: 'base' }, world);
    expect(memory().numTensors).toBe(before);
  });
});

describe('training on drawn figures', () => {
  const trial = { lesson: 'both', contrast: 40, seed: 1 } as const;

  /** Trains until so many epochs are done; the checkpoint of the last. */
  async function trainUntil(epochs: number, from?: Checkpoint): Promise<Checkpoint> {
    let reached = from;
    const found = await train(
      { trial, from },
      {
        progress: (_, part) => {
          if (part) reached = part as Checkpoint;
        },
        stopped: () => Promise.resolve((reached?.history.length ?? 0) >= epochs),
      },
    );
    expect(found).toBeNull();
    if (!reached) throw new Error('No epoch was reported.');
    return reached;
  }

  it('reports each epoch, stops in between without a tensor left, and goes on as if it had not', async () => {
    const before = memory().numTensors;
    const once = await trainUntil(1);
    expect(once.history).toHaveLength(1);
    expect(memory().numTensors).toBe(before);
    const resumed = await trainUntil(2, once);
    expect(memory().numTensors).toBe(before);
    expect(resumed).toEqual(await trainUntil(2));
  });
});
