import { abs, mean, sum, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { mosaicOf, mosaicSize, tileBoxes } from '#demos/attribution/mosaic.ts';
import { askMaps, type Weighing } from '#demos/grad-cam/askMaps.ts';
import { drawWeighing, pointsInto } from '#demos/grad-cam/drawWeighing.ts';
import { recorded } from '#demos/grad-cam/recorded.ts';
import { weighingDefaults, weighingSchema } from '#demos/grad-cam/state.ts';
import { backward } from '#numerics/network/backward.ts';
import { preprocess } from '#numerics/network/images.ts';
import { lastPlace } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { activationAt, run } from '#numerics/network/run.ts';
import { logit } from '#numerics/network/scalars.ts';
import attributionMaps from '#numerics/tasks/attribution-maps.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
let pixels: Uint8Array;
const [FROG, SHIP] = [6, 8];

beforeAll(async () => {
  await startWasm();
  ({ pixels } = await imagesOf('public/images/gallery-teaching.png', model.manifest));
});

/** The figure's mosaic, weighed in another way. */
async function weigh(change: Partial<Weighing> = {}) {
  const { tiles } = weighingDefaults;
  const mosaic = mosaicOf(tiles.map((i) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS)));
  const ground = { pixels: mosaic, ...mosaicSize(tiles.length) };
  const found = await attributionMaps(askMaps({ ...weighingDefaults, ...change }, ground), context);
  if (!found) throw new Error('Nobody cancels a test.');
  const drawn = drawWeighing(found, ground, tileBoxes(tiles.length));
  const onCat = Math.round(100 * (drawn.shares[0] ?? Number.NaN));
  return { ...drawn, onCat, value: found.value, probabilities: found.probabilities };
}

describe('what the chapter says of the cat beside the ship', () => {
  it('the network says cat with 70 % and ship with 12 %', async () => {
    const { probabilities } = await weigh();
    expect(Math.round(100 * (probabilities[3] ?? 0))).toBe(70);
    expect(Math.round(100 * (probabilities[SHIP] ?? 0))).toBe(12);
  });

  it.each([
    ['“why cat?”: 85 % on the cat', {}, 85, 0],
    ['“why ship?”: 12 % on the cat', { asked: SHIP }, 12, 1],
    ['“why frog?”, which is not there: 94 % on the cat', { asked: FROG }, 94, 0],
    ['without ReLU, “why ship?”: 29 % on the cat', { asked: SHIP, rectify: false }, 29, 1],
    ['against the cat: 35 % on the cat', { counterfactual: true }, 35, 0],
    ['conv1, “why ship?”: 74 % on the cat', { asked: SHIP, layer: 'conv1' }, 74, 0],
    ['conv3, “why cat?”: 56 %', { layer: 'conv3' }, 56, 0],
  ] as const)('%s', async (_, change, onCat, points) => {
    const found = await weigh(change);
    expect(found.onCat).toBe(onCat);
    expect(found.points).toBe(points);
  });

  it('a frog has a negative score, and a map of 0.07 at most, where the cat’s reaches 0.24', async () => {
    const [frog, cat] = [await weigh({ asked: FROG }), await weigh()];
    expect(frog.value).toBeCloseTo(-0.71, 2);
    expect(frog.coarse.scale).toBeCloseTo(0.07, 2);
    expect(cat.coarse.scale).toBeCloseTo(0.24, 2);
  });

  it('the ship’s map reaches 0.14 at conv5 and 0.004 at conv1', async () => {
    expect((await weigh({ asked: SHIP })).coarse.scale).toBeCloseTo(0.14, 2);
    expect((await weigh({ asked: SHIP, layer: 'conv1' })).coarse.scale).toBeCloseTo(0.004, 3);
  });

  it('of the size of the ship’s gradient the mean leaves 100 % at conv5, then 86, 43, 16 and 13 %', () => {
    const network = networkOf(model);
    const { tiles } = weighingDefaults;
    const mosaic = mosaicOf(tiles.map((i) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS)));
    const { height, width } = mosaicSize(tiles.length);
    const left = (['conv5', 'conv4', 'conv3', 'conv2', 'conv1'] as const).map((layer) =>
      tidy(() => {
        const x = preprocess(model.manifest, mosaic, [height, width]);
        const { place, derivative } = logit(lastPlace(network), SHIP);
        const activations = run(network, x, { to: place });
        const seed = { place, signal: derivative(activationAt(activations, place)) };
        const toMaps = backward(network, activations, seed, { to: layer });
        const ofMeans = sum(abs(mean(toMaps, [1, 2]))).dataSync()[0] ?? Number.NaN;
        const ofSizes = sum(mean(abs(toMaps), [1, 2])).dataSync()[0] ?? Number.NaN;
        return Math.round((100 * ofMeans) / ofSizes);
      }),
    );
    expect(left).toEqual([100, 86, 43, 16, 13]);
  });

  it('the last layer has 128 maps', () => {
    const head = networkOf(model).steps.at(-1);
    expect(head?.type === 'dense' && head.kernel.shape[0]).toBe(128);
  });

  it('CAM and Grad-CAM differ by less than a millionth', async () => {
    expect((await weigh()).difference).toBeLessThan(1e-6);
    expect((await weigh({ asked: SHIP })).difference).toBeLessThan(1e-6);
  });

  it('8×16 numbers at conv5, 32×64 at conv1', async () => {
    expect((await weigh()).positions).toEqual([8, 16]);
    expect((await weigh({ layer: 'conv1' })).positions).toEqual([32, 64]);
  });
});

describe('what it says of 120 mosaics is what was recorded', () => {
  const { settings } = recorded;
  const of = (name: string) => {
    const found = settings[name];
    return found ? [found.hits, Math.round(100 * found.share)] : [];
  };

  it('240 questions, for 105 of which the asked class is the network’s answer', () => {
    expect([recorded.pairs, recorded.questions, recorded.answered]).toEqual([120, 240, 105]);
  });

  it('four maps of zeros, all of them of conv2 with the mean', () => {
    const empty = Object.entries(settings).filter(([, found]) => found.empty > 0);
    expect(empty.map(([name, found]) => [name, found.empty])).toEqual([['conv2 mean', 4]]);
  });

  it.each([
    ['conv5 mean', 232, 84],
    ['conv5 max', 232, 84],
    ['conv5 none', 232, 84],
    ['conv4 mean', 218, 79],
    ['conv4 max', 199, 56],
    ['conv4 none', 205, 60],
    ['conv3 mean', 144, 54],
    ['conv3 max', 115, 50],
    ['conv3 none', 176, 55],
    ['conv2 mean', 126, 54],
    ['conv2 max', 109, 50],
    ['conv2 none', 177, 57],
    ['conv1 mean', 115, 54],
    ['conv1 max', 121, 50],
    ['conv1 none', 184, 58],
    ['conv5 signed', 232, 71],
    ['conv5 counterfactual', 35, 19],
    ['guided Grad-CAM', 232, 89],
    ['guided backpropagation', 210, 64],
    ['gradient', 181, 58],
  ])('%s: %i hits, %i %% on the asked picture', (name, hits, share) => {
    expect(of(name)).toEqual([hits, share]);
  });
});

describe('the largest value', () => {
  it('lies in the picture that holds the middle of its square', () => {
    const boxes = tileBoxes(2);
    const map = { values: Float32Array.of(0, 1, 2, 0), height: 1, width: 4 };
    expect(pointsInto(map, { height: 32, width: 64 }, boxes)).toBe(1);
  });

  it('of a map without positive values lies nowhere', () => {
    const map = { values: Float32Array.of(0, -1), height: 1, width: 2 };
    expect(pointsInto(map, { height: 32, width: 64 }, tileBoxes(2))).toBeNull();
  });
});

describe('a link to the figure', () => {
  const schema = weighingSchema(10);
  it('may name any class, layer and pooling', () => {
    expect(schema.safeParse({ ...weighingDefaults, asked: 9, layer: 'conv1' }).success).toBe(true);
  });
  it('is refused for a class, a layer or a mosaic of three that there is not', () => {
    expect(schema.safeParse({ ...weighingDefaults, asked: 10 }).success).toBe(false);
    expect(schema.safeParse({ ...weighingDefaults, layer: 'conv9' }).success).toBe(false);
    expect(schema.safeParse({ ...weighingDefaults, tiles: [1, 2, 3] }).success).toBe(false);
  });
});
