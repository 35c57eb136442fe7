import { memory, moments, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { ablateChannels, changeWeights, weightedLayers } from '#numerics/network/changeWeights.ts';
import { mosaic, preprocess } from '#numerics/network/images.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { disposeNetwork, INPUT, places, stepsTo, type Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { randomiseFromTop, randomiseLayers } from '#numerics/network/randomiseLayers.ts';
import { redrawSigns } from '#numerics/network/redrawSigns.ts';
import { activationAt, run, valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { logit, unit } from '#numerics/network/scalars.ts';
import { standardiseChannels } from '#numerics/network/standardiseChannels.ts';
import { valuesInBatches } from '#numerics/network/valuesInBatches.ts';
import { decodeWeights } from '#numerics/network/weights.ts';
import { pixelsSeen, type ReceptiveField } from '#numerics/receptiveField.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { imagesOf, shippedModel, shippedNames } from './shipped.ts';
import { tinyImages, tinyLayers, tinyNetwork, type Head } from './tiny.ts';
import { uninterrupted } from '../tasks/uninterrupted.ts';

beforeAll(startWasm);

function logitsOf(network: Network, x: Tensor4D): number[] {
  const logits = valuesAt(network, x);
  const numbers = [...logits.dataSync()];
  logits.dispose();
  return numbers;
}

describe('running', () => {
  test('a network names its values in order, those before a ReLU too', () => {
    expect(places(tinyNetwork(1))).toEqual(
      ['input', 'conv1.pre', 'conv1', 'pool1', 'conv2.pre', 'conv2'].concat([
        'globalAveragePool',
        'logits',
      ]),
    );
  });

  test('values before a ReLU are kept on demand, and their positive part is what comes after', () => {
    const [network, x] = [tinyNetwork(1), tinyImages(2, 2)];
    expect(Object.keys(run(network, x))).not.toContain('conv1.pre');
    const kept = run(network, x, { pre: true });
    expect(Object.keys(kept)).toEqual(places(network));
    const z = activationAt(kept, 'conv1.pre').dataSync();
    expect(z.some((value) => value < 0)).toBe(true);
    const a = activationAt(kept, 'conv1').dataSync();
    for (const [i, value] of z.entries()) expect(a[i]).toBeCloseTo(Math.max(0, value), 6);
  });

  test('a run stops at any place, and gives there what the whole run gives', () => {
    const [network, x] = [tinyNetwork(3), tinyImages(4)];
    const whole = run(network, x, { pre: true });
    for (const place of places(network)) {
      const expected = [...activationAt(whole, place).dataSync()];
      const found = [...valuesAt(network, x, place).dataSync()];
      for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
      expect(Object.keys(run(network, x, { to: place })).at(-1)).toBe(place);
    }
    expect(() => run(network, x, { to: 'conv7' })).toThrow("'conv7'");
  });

  test('a pooled head takes images of any size, a flat one says that it does not', () => {
    const wide = tinyImages(6, 1, 12, 19);
    expect(valuesAt(tinyNetwork(5), wide).shape).toEqual([1, 3]);
    expect(scalarGradient(tinyNetwork(5), wide, logit('logits', 0)).signal.shape).toEqual(
      wide.shape,
    );
    expect(() => valuesAt(tinyNetwork(5, 'flatten'), wide)).toThrow(/20|shape/);
  });

  test('many images in batches have the values that they have together, and can be stopped', async () => {
    const [network, x] = [tinyNetwork(5), tinyImages(6, 60)];
    const heard: number[] = [];
    const context = {
      progress: (fraction: number) => void heard.push(fraction),
      stopped: () => Promise.resolve(heard.length > 3),
    };
    const found = await valuesInBatches(network, x, 'logits', context);
    const together = logitsOf(network, x);
    expect(found).toHaveLength(together.length);
    for (const [i, value] of together.entries()) expect(found?.[i]).toBeCloseTo(value, 5);
    expect(heard).toEqual([25 / 60, 50 / 60, 1]);
    heard.push(1);
    expect(await valuesInBatches(network, x, 'logits', context)).toBeNull();
  });

  test('a mosaic’s maps are those of its images, away from the seams', () => {
    const [network, images] = [tinyNetwork(8), tinyImages(9, 4, 12, 12)];
    const whole = mosaic(images, 2);
    expect(whole.shape).toEqual([1, 24, 24, 2]);
    const alone = valuesAt(network, images, 'conv1').slice([3, 2, 2, 0], [1, 9, 9, 4]);
    const inMosaic = valuesAt(network, whole, 'conv1').slice([0, 14, 14, 0], [1, 9, 9, 4]);
    const expected = alone.dataSync();
    for (const [i, value] of inMosaic.dataSync().entries()) {
      expect(value).toBeCloseTo(expected[i] ?? NaN, 5);
    }
    expect(() => mosaic(images, 3)).toThrow('full rows');
  });

  test('preprocessing is what the manifest says', () => {
    const { manifest } = shippedModel('base');
    const x = preprocess(manifest, [0, 127.5, 255], [1, 1]);
    expect([...x.dataSync()]).toEqual([-1, 0, 1]);
    expect(() => preprocess(manifest, [1, 2], [1, 1])).toThrow('RGB');
  });
});

describe('what a layer sees', () => {
  test('the recursion gives the book’s network 5, 6, 10, 14, 16, 24 and 32 pixels', () => {
    const views = layerViews(shippedModel('base').manifest.layers, [32, 32]);
    const sizes = Object.values(views).map(({ size }) => size[0]);
    expect(sizes.slice(0, 7)).toEqual([5, 6, 10, 14, 16, 24, 32]);
    expect(views['conv5']?.jump).toEqual([4, 4]);
  });

  const layers = tinyLayers('globalAveragePool');
  const views = layerViews(layers, [11, 10]);
  test.each(Object.entries(views))(
    'the receptive field of %s by recursion is where its gradient can be other than zero',
    (place, view) => {
      for (const at of [[0, 0], view.units.map((n) => n - 1), view.units.map((n) => n >> 1)]) {
        const [row = 0, column = 0] = at;
        const { rows, columns } = pixelsSeen(view, [row, column], [11, 10]);
        const seen = supportOfGradients(place, view, [row, column]);
        expect(seen).toEqual({ rows, columns });
      }
    },
  );

  /** The smallest rectangle around all pixels that matter, over many networks and images. */
  function supportOfGradients(place: string, view: ReceptiveField, at: [number, number]) {
    const rows: number[] = [];
    const columns: number[] = [];
    for (let seed = 1; seed <= 40; seed++) {
      tidy(() => {
        const network = tinyNetwork(seed);
        const x = tinyImages(seed, 1, 11, 10);
        const flat = ['globalAveragePool', 'logits'].includes(place);
        const scalar = unit(place, flat ? [seed % 3] : [...at, seed % 4]);
        const signal = scalarGradient(network, x, scalar).signal.dataSync();
        signal.forEach((value, i) => {
          if (value === 0) return;
          rows.push(Math.floor(i / (10 * 2)));
          columns.push(Math.floor(i / 2) % 10);
        });
        disposeNetwork(network);
      });
    }
    const range = (values: number[]) => [Math.min(...values), Math.max(...values) + 1];
    expect(view.size[0]).toBeGreaterThan(0);
    return { rows: range(rows), columns: range(columns) };
  }
});

describe.each<Head>(['globalAveragePool', 'flatten'])('changed weights (%s)', (head) => {
  test('an ablated channel’s map is zero, and the rest as if it had been set to zero', () => {
    const [network, x] = [tinyNetwork(20, head), tinyImages(21, 2)];
    const ablated = ablateChannels(network, { conv1: [0, 2], conv2: [4] });
    const maps = valuesAt(ablated, x, 'conv1');
    expect(maps.slice([0, 0, 0, 2], [-1, -1, -1, 1]).abs().max().dataSync()[0]).toBe(0);

    const zeroed = valuesAt(network, x, 'conv1').mul([0, 1, 0, 1]) as Tensor4D;
    const rest = { steps: network.steps.slice(stepsTo(network, 'conv1')) };
    const later = valuesAt(rest, zeroed, 'conv2').mul([1, 1, 1, 1, 0]) as Tensor4D;
    const end = { steps: network.steps.slice(stepsTo(network, 'conv2')) };
    const [expected, found] = [logitsOf(end, later), logitsOf(ablated, x)];
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
    expect(found).not.toEqual(logitsOf(network, x));
  });

  test('no gradient passes through an ablated channel', () => {
    const ablated = ablateChannels(tinyNetwork(20, head), { conv1: [0, 1, 2, 3] });
    const { signal } = scalarGradient(ablated, tinyImages(21), logit('logits', 0));
    expect(signal.abs().max().dataSync()[0]).toBe(0);
  });

  test('random weights change the logits, the same for the same seed, and one layer at a time', () => {
    const [network, x] = [tinyNetwork(22, head), tinyImages(23)];
    const trained = logitsOf(network, x);
    const steps = [1, 2, 3].map((count) => logitsOf(randomiseFromTop(network, count, 5), x));
    expect(new Set([trained, ...steps].map(String)).size).toBe(4);
    expect(logitsOf(randomiseFromTop(network, 2, 5), x)).toEqual(steps[1]);
    expect(logitsOf(randomiseFromTop(network, 2, 6), x)).not.toEqual(steps[1]);
    expect(logitsOf(randomiseFromTop(network, 0, 5), x)).toEqual(trained);
    expect(logitsOf(randomiseLayers(network, ['conv2', 'logits'], 5), x)).toEqual(steps[1]);
    expect(weightedLayers(network)).toEqual(['conv1', 'conv2', 'logits']);
  });

  test('random weights lie within ±1/√(fan-in), and fill that range', () => {
    const random = randomiseLayers(tinyNetwork(1, head), ['conv1', 'logits'], 3);
    const [conv, dense] = [random.steps[0], random.steps.at(-1)];
    if (conv?.type !== 'conv' || dense?.type !== 'dense') throw new Error('other steps');
    for (const { kernel } of [conv, dense]) {
      const [inputs] = [kernel.size / (kernel.shape.at(-1) ?? 1)];
      const largest = kernel.abs().max().dataSync()[0] ?? 0;
      expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(inputs));
      expect(largest).toBeGreaterThan(0.8 / Math.sqrt(inputs));
    }
    expect(conv.bias.abs().max().dataSync()[0]).toBe(0);
    expect(dense.bias.abs().max().dataSync()[0]).toBeGreaterThan(0);
  });

  test('signs drawn anew leave all magnitudes, and of a slice either all its signs or none', () => {
    const network = tinyNetwork(26, head);
    const kernelOf = ({ steps }: Network) => {
      const step = steps.find(({ name }) => name === 'conv2.pre');
      if (step?.type !== 'conv') throw new Error('other steps');
      return { shape: step.kernel.shape, values: step.kernel.dataSync() };
    };
    const { shape, values } = kernelOf(network);
    const slices = shape[2] * shape[3];
    for (const of of ['weights', 'slices'] as const) {
      const redrawn = kernelOf(redrawSigns(network, of, 1)).values;
      expect(redrawn.map(Math.abs)).toEqual(values.map(Math.abs));
      const flips = redrawn.map((value, i) => Math.sign(value * (values[i] ?? 0)));
      expect(new Set(flips).size).toBe(2);
      const alike = flips.every((flip, i) => flip === flips[i % slices]);
      expect(alike).toBe(of === 'slices');
      expect(kernelOf(redrawSigns(network, of, 2)).values).not.toEqual(redrawn);
    }
  });

  test('standardised channels have mean 0 and variance 1 before every ReLU', () => {
    const x = tinyImages(27, 4);
    const network = tinyNetwork(28, head);
    const before = memory().numTensors;
    const standardised = standardiseChannels(network, x);
    for (const place of ['conv1.pre', 'conv2.pre']) {
      tidy(() => {
        const { mean, variance } = moments(valuesAt(standardised, x, place), [0, 1, 2]);
        for (const value of mean.dataSync()) expect(value).toBeCloseTo(0, 4);
        for (const value of variance.dataSync()) expect(value).toBeCloseTo(1, 2);
      });
    }
    disposeNetwork(standardised);
    expect(memory().numTensors).toBe(before);
  });

  test('changed networks share what they did not change, and end in any order', () => {
    const x = tinyImages(25);
    const before = memory().numDataBuffers;
    const network = tinyNetwork(24, head);
    const built = memory().numDataBuffers;
    expect(built).toBeGreaterThan(before);
    const changed = changeWeights(network, () => null);
    expect(memory().numDataBuffers).toBe(built);
    const expected = logitsOf(network, x);
    disposeNetwork(network);
    const found = logitsOf(changed, x);
    expect(found).toEqual(expected);
    disposeNetwork(changed);
    expect(memory().numDataBuffers).toBe(before);
  });

  test('a change of what is not there says so', () => {
    const network = tinyNetwork(1, head);
    expect(() => ablateChannels(network, { pool1: [0] })).toThrow("'pool1'");
    expect(() => ablateChannels(network, { conv1: [4] })).toThrow('channels 0 to 3');
    expect(() => randomiseLayers(network, [INPUT], 1)).toThrow("'input'");
  });
});

describe('the shipped network', () => {
  test('is built once for a model, and outlives the tidy that it was built in', () => {
    const model = shippedModel('base');
    const before = memory().numTensors;
    let network: Network | null = null;
    tidy(() => {
      network = networkOf(model);
    });
    expect(networkOf(model)).toBe(network);
    expect(memory().numTensors).toBe(before + 2 * 6);
    expect(networkOf(shippedModel('base'))).not.toBe(network);
  });

  test('has as many weights as its manifest says', () => {
    const { manifest, weights } = shippedModel('base');
    const decoded = Object.values(decodeWeights(manifest.layers, weights));
    const count = decoded.reduce(
      (n, { kernel, bias }) => n + kernel.values.length + bias.values.length,
      0,
    );
    expect(count).toBe(manifest.parameters);
  });

  test('refuses a weights file that ends too early', () => {
    const { manifest, weights } = shippedModel('base');
    expect(() => decodeWeights(manifest.layers, weights.slice(0, -1))).toThrow('belong together');
  });

  test.each(shippedNames)(
    '%s reproduces its manifest’s accuracy on the test images here',
    async (name) => {
      const model = shippedModel(name);
      const { manifest } = model;
      const { sample, afterQuantisation } = manifest.accuracy;
      let [right, seen] = [0, 0];
      for (const file of sample.files) {
        const { pixels, labels } = await imagesOf(file, manifest);
        const x = preprocess(manifest, pixels, [32, 32]);
        const logits = await valuesInBatches(networkOf(model), x, 'logits', uninterrupted);
        const all = [...(logits ?? [])];
        const width = manifest.classes.length;
        for (const [i, label] of labels.entries()) {
          const own = all.slice(i * width, (i + 1) * width);
          if (manifest.classes[own.indexOf(Math.max(...own))] === label) right++;
        }
        seen += labels.length;
        x.dispose();
      }
      expect(seen).toBe(sample.images);
      expect(seen).toBeGreaterThanOrEqual(600);
      // The very images that the manifest counts: only a near tie may fall otherwise here.
      expect(Math.abs(right - sample.afterQuantisation * seen)).toBeLessThanOrEqual(1);
      // And a fair sample of all test images: within three standard errors of the share there.
      const error = Math.sqrt((afterQuantisation * (1 - afterQuantisation)) / seen);
      expect(Math.abs(right / seen - afterQuantisation)).toBeLessThan(3 * error);
    },
  );
});
