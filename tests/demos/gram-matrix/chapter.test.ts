import { beforeAll, describe, expect, it } from 'vitest';
import { askShuffle } from '#demos/gram-matrix/askShuffle.ts';
import { recordedRun } from '#demos/gram-matrix/recorded.ts';
import { shippedPicture } from '#demos/gram-matrix/shippedPicture.ts';
import {
  labDefaults,
  labSchema,
  settingsOf,
  shuffleDefaults,
  shuffleSchema,
} from '#demos/gram-matrix/state.ts';
import shuffleTask from '#numerics/tasks/gram-matrix-shuffle.ts';
import transfer, { stylePlaces } from '#numerics/tasks/gram-matrix-transfer.ts';

import { shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const context = uninterruptedWith(shippedModel('base'));

beforeAll(startWasm);

describe('the table of the chapter is what was recorded', () => {
  it.each([
    ['result', 7, 117, 0.73, 0.59],
    ['a tenth', 41, 7, 0.81, 0.96],
    ['tenfold', 1, 270, 0.75, 0.3],
    ['conv1 only', 0.3, 8, 0.79, 0.96],
    ['conv4 only', 5, 169, 0.84, 0.55],
    ['covariances', 8, 116, 0.69, 0.58],
    ['random filters', 0.3, 5, 0.83, 0.96],
    ['card from the content', 3, 296, 0.75, 0.16],
    ['right', 15, 76, 0.43, 0.71],
    ['card', 9, 245, 0.19, 0.08],
  ])(
    '%s: style %s %%, content %s %%, pixels %s, features %s',
    (name, style, loss, pixels, features) => {
      const run = recordedRun(name);
      const share = 100 * (run.history.at(-1)?.style ?? Number.NaN);
      expect(share < 0.95 ? Number(share.toFixed(1)) : Math.round(share)).toBe(style);
      expect(Math.round((100 * run.contentLoss) / run.contentSize)).toBe(loss);
      expect(Number(run.pixelCorrelation.toFixed(2))).toBe(pixels);
      expect(Number(run.featureCorrelation.toFixed(2))).toBe(features);
    },
  );

  it.each([
    ['right, seed 2', 0.69],
    ['card, seed 2', 0.07],
    ['right, seed 3', 0.69],
    ['card, seed 3', 0.06],
  ])('from other noise, %s: features %s', (name, features) => {
    expect(Number(recordedRun(name).featureCorrelation.toFixed(2))).toBe(features);
  });

  it('the first steps of the recorded transfer are those of the page’s task', async () => {
    const [content, style] = await Promise.all([
      shippedPicture(labDefaults.content),
      shippedPicture(labDefaults.style),
    ]);
    const settings = { ...settingsOf(labDefaults), steps: 10 };
    const found = await transfer({ content, style, settings }, context);
    const { history, layers } = recordedRun('result');
    for (const i of [0, 1]) {
      expect(found?.history[10 * i]?.style).toBeCloseTo(history[i]?.style ?? 0, 2);
      expect(found?.history[10 * i]?.content).toBeCloseTo(history[i]?.content ?? 0, 2);
    }
    for (const [i, { ofContent }] of layers.entries()) {
      expect((found?.layers[i]?.ofContent ?? 0) / ofContent).toBeCloseTo(1, 2);
    }
  });
});

describe('the shuffles of the chapter', () => {
  it('of the columns of F leave rounding, of the pixels up to 4.2 times the largest entry', async () => {
    const picture = await shippedPicture(shuffleDefaults.picture);
    const ask = askShuffle(shuffleDefaults, picture);
    expect((await shuffleTask(ask, context)).difference).toBeLessThan(1e-5);
    const differences: string[] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const { difference } = await shuffleTask({ ...ask, shuffle: 'pixels', seed }, context);
      differences.push(difference.toFixed(1));
    }
    expect(differences[0]).toBe('4.2');
    expect(differences.sort()).toEqual(['3.8', '4.0', '4.1', '4.2', '4.2']);
    const colours = { ...ask, place: 'input', shuffle: 'pixels' } as const;
    expect((await shuffleTask(colours, context)).difference).toBeLessThan(1e-5);
  });
});

it('the defaults are states that a link may have', () => {
  expect(labSchema.parse(labDefaults)).toEqual(labDefaults);
  expect(shuffleSchema.parse(shuffleDefaults)).toEqual(shuffleDefaults);
  expect(labDefaults.weights).toHaveLength(stylePlaces.length);
});
