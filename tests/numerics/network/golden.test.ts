import { existsSync } from 'node:fs';

import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { preprocess } from '#numerics/network/images.ts';
import { lastPlace } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { run, valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { logit } from '#numerics/network/scalars.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { goldenOf, imagesOf, shippedModel, shippedNames, unquantised } from './shipped.ts';
import { undecided } from './undecided.ts';

const IMAGES = 32;
const SIDE = 32;

const names = shippedNames.filter((name) => existsSync(`tests/fixtures/golden/${name}.json`));

beforeAll(startWasm);

test('the book’s network is shipped, and its golden values with it', () => {
  expect(names).toContain('base');
});

describe.each(names)('%s', (name) => {
  const { manifest, weights } = shippedModel(name);
  const golden = goldenOf(name);
  const model = { manifest, weights };

  async function firstImages(count = IMAGES) {
    const { pixels, labels } = await imagesOf('public/images/gallery.png', manifest);
    const own = pixels.subarray(0, count * SIDE * SIDE * 3);
    return { x: preprocess(manifest, own, [SIDE, SIDE]), labels: labels.slice(0, count) };
  }

  describe.each(['wasm', 'cpu'])('on %s', (backend) => {
    beforeAll(() => setBackend(backend));

    test('the 32 golden images have the labels that PyTorch saw', async () => {
      const { labels } = await firstImages();
      expect(labels).toEqual(golden.labels.map((label) => manifest.classes[label]));
    });

    test.runIf(golden.float32Weights)(
      'logits before quantisation are PyTorch’s within 1e-3',
      async () => {
        const network = unquantised(golden);
        if (!network) throw new Error('no weights');
        const { x } = await firstImages();
        const logits = valuesAt(network, x).dataSync();
        expect(largestDifference(logits, golden.logitsBeforeQuantisation)).toBeLessThan(1e-3);
      },
    );

    test('logits as shipped are PyTorch’s within 1e-3, and near those before quantisation', async () => {
      const { x } = await firstImages();
      const logits = valuesAt(networkOf(model), x).dataSync();
      expect(largestDifference(logits, golden.logitsAfterQuantisation)).toBeLessThan(1e-3);
      const rounding = largestDifference(logits, golden.logitsBeforeQuantisation);
      expect(rounding).toBeGreaterThan(1e-3);
      expect(rounding).toBeLessThanOrEqual(manifest.accuracy.largestLogitDifference + 1e-3);
    });

    test('the gradient of a logit with respect to the image is PyTorch’s, save where rounding picks one', async () => {
      const { x } = await firstImages(1);
      const network = networkOf(model);
      const scalar = logit(lastPlace(network), golden.gradient.logit);
      const found = scalarGradient(network, x, scalar).signal.dataSync();
      const expected = golden.gradient.afterQuantisation;
      expect(found.length).toBe(expected.length);
      const scale = Math.max(...expected.map(Math.abs));
      expect(scale).toBeGreaterThan(0);

      const kinks = undecided(manifest.layers, run(network, x, { pre: true }), SIDE);
      const apart = kinks.map((_, pixel) =>
        [0, 1, 2].some((channel) => {
          const i = 3 * pixel + channel;
          const difference = (expected[i] ?? Number.NaN) - (found[i] ?? Number.NaN);
          return !(Math.abs(difference) / scale < 1e-4);
        }),
      );
      expect(apart.filter((differs, pixel) => differs && !kinks[pixel])).toEqual([]);
      expect(apart.filter(Boolean).length).toBeLessThan(0.25 * apart.length);
    });
  });
});

function largestDifference(found: ArrayLike<number>, expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return expected.reduce(
    (largest, value, i) => Math.max(largest, Math.abs(value - (found[i] ?? Number.NaN))),
    0,
  );
}
