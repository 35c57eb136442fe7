import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { networkOf } from '#numerics/network/networkOf.ts';
import { paint, paintings } from '#numerics/style/paint.ts';
import shuffleTask, { type ShuffleInput } from '#numerics/tasks/gram-matrix-shuffle.ts';
import transfer, {
  type TransferReport,
  type TransferSettings,
} from '#numerics/tasks/gram-matrix-transfer.ts';

import { shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const picture = (name: (typeof paintings)[number]) => {
  const { values, height, width } = paint(name, 24, 3);
  return { pixels: values, height, width };
};
const settings: TransferSettings = {
  side: 24,
  contentPlace: 'conv3',
  byGram: false,
  lambda: 3,
  weights: [1, 1, 0, 0.5, 0],
  centred: false,
  start: 'noise',
  seed: 1,
  filters: 'trained',
  steps: 24,
};

beforeAll(async () => {
  await startWasm();
  networkOf(model);
});

describe('a transfer', () => {
  test('goes on after a pause as if there had been none, and leaves nothing behind', async () => {
    const input = { content: picture('strokes'), style: picture('tiles'), settings };
    const before = memory().numTensors;
    const parts: TransferReport[] = [];
    const whole = await transfer(input, {
      ...context,
      progress: (_, partial) => {
        if (partial) parts.push(partial as TransferReport);
      },
    });
    expect(parts.map(({ step }) => step)).toEqual([10, 20]);
    const rest = await transfer({ ...input, from: parts[0]?.soFar }, context);
    expect(rest?.pixels).toEqual(whole?.pixels);
    expect(rest?.history).toEqual(whole?.history);
    expect(memory().numTensors).toBe(before);
  });

  test('brings both losses down, and has a smaller content loss than the card’s recipe', async () => {
    const input = { content: picture('strokes'), style: picture('tiles') };
    const [right, card] = [
      await transfer({ ...input, settings }, context),
      await transfer({ ...input, settings: { ...settings, byGram: true } }, context),
    ];
    const [first, last] = [right?.history[0], right?.history.at(-1)];
    expect(last?.style).toBeLessThan(first?.style ?? 0);
    expect(last?.content).toBeLessThan(first?.content ?? 0);
    expect(right?.contentLoss).toBeLessThan(card?.contentLoss ?? 0);
    expect(right?.featureCorrelation).toBeGreaterThan(card?.featureCorrelation ?? 1);
  });

  test('of a picture in its own style, begun with itself, stays where it is', async () => {
    const own = picture('hatching');
    const found = await transfer(
      { content: own, style: own, settings: { ...settings, start: 'content', steps: 5 } },
      context,
    );
    expect(found?.pixelCorrelation).toBeGreaterThan(0.999);
  });

  test('that is cancelled gives nothing and leaves nothing behind', async () => {
    const before = memory().numTensors;
    const found = await transfer(
      {
        content: picture('strokes'),
        style: picture('tiles'),
        settings: { ...settings, filters: 'random' },
      },
      { ...context, stopped: () => Promise.resolve(true) },
    );
    expect(found).toBeNull();
    expect(memory().numTensors).toBe(before);
  });
});

describe('a shuffle', () => {
  const ask = (change: Partial<ShuffleInput>) =>
    shuffleTask(
      {
        picture: picture('tiles'),
        side: 24,
        place: 'conv1',
        shuffle: 'features',
        seed: 1,
        centred: false,
        channel: 0,
        ...change,
      },
      context,
    );

  test('of the columns of F changes no Gram matrix, centred or not, at any place', async () => {
    for (const place of ['input', 'conv1', 'conv2'] as const) {
      for (const centred of [false, true]) {
        expect((await ask({ place, centred })).difference).toBeLessThan(1e-5);
      }
    }
  });

  test('of the pixels changes that of conv1 and not that of the pixels', async () => {
    expect((await ask({ shuffle: 'pixels' })).difference).toBeGreaterThan(0.1);
    expect((await ask({ shuffle: 'pixels', place: 'input' })).difference).toBeLessThan(1e-5);
  });

  test('shows the same numbers of a map in another order', async () => {
    const { maps, n } = await ask({ channel: 5 });
    expect(n).toBe(32);
    expect([...maps.after].sort()).toEqual([...maps.before].sort());
    expect(maps.after).not.toEqual(maps.before);
  });
});

test('a seed paints the same picture each time, within the range of a pixel', () => {
  for (const name of paintings) {
    const { values } = paint(name, 32, 5);
    expect(paint(name, 32, 5).values).toEqual(values);
    expect(paint(name, 32, 6).values).not.toEqual(values);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(255);
  }
});
