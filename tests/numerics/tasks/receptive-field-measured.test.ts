import { memory, slice, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { meanUntrained, readRecording } from '#demos/receptive-field/recording.ts';
import { energyWidth } from '#numerics/energyWidth.ts';
import { pathShares, pathVariance } from '#numerics/influence.ts';
import { weightedLayers } from '#numerics/network/changeWeights.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { disposeNetwork, type Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { preprocess } from '#numerics/network/images.ts';
import { randomiseLayers } from '#numerics/network/randomiseLayers.ts';
import { redrawSigns } from '#numerics/network/redrawSigns.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { unit } from '#numerics/network/scalars.ts';
import { sensitivityEnergy } from '#numerics/network/sensitivity.ts';
import { standardiseChannels } from '#numerics/network/standardiseChannels.ts';
import { decodeWeights } from '#numerics/network/weights.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { centreOf } from '#numerics/receptiveField.ts';
import { blockStackEnergy } from '#numerics/residualStack.ts';
import measured from '#numerics/tasks/receptive-field-measured.ts';
import stack from '#numerics/tasks/receptive-field-stack.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const { manifest } = model;
const views = layerViews(manifest.layers, [32, 32]);
const context = uninterruptedWith(model);
const recording = readRecording();
const rowOf = (layer: string) => {
  const row = recording.base.find((found) => found.layer === layer);
  if (!row) throw new Error(`no ${layer} in the recording`);
  return row;
};
let gallery: Uint8Array;
let teaching: Uint8Array;

beforeAll(async () => {
  await startWasm();
  gallery = (await imagesOf('public/images/gallery.png', manifest)).pixels;
  teaching = (await imagesOf('public/images/gallery-teaching.png', manifest)).pixels;
});

describe('on the book’s network', () => {
  test('training narrowed the effective receptive field at every layer, in all seven networks', () => {
    for (const row of recording.base) {
      for (const { diameter } of row.untrained) expect(row.trained.diameter).toBeLessThan(diameter);
    }
    const others = Object.values(recording.others).filter((rows) => typeof rows !== 'number');
    expect(others).toHaveLength(6);
    for (const row of others.flat()) {
      expect(row.trained.diameter).toBeLessThan(row.untrained[0]?.diameter ?? 0);
    }
  });

  test.each([
    ['conv1', 4.87, 4.67],
    ['conv3', 11.86, 9.66],
    ['conv5', 23.08, 21.6],
  ])(
    '95 per cent of the energy of %s lie within %f pixels untrained and %f trained',
    (layer, before, after) => {
      expect(meanUntrained(rowOf(layer))).toBeCloseTo(before, 2);
      expect(rowOf(layer).trained.diameter).toBeCloseTo(after, 2);
    },
  );

  test('what sizes, slices and fit take up to conv3 and give or take from there to conv5', () => {
    const squares = (layer: string) => {
      const { weights, slices } = recording.redrawn;
      const row = rowOf(layer);
      const sigmas = [
        meanSigma(row),
        meanOf(weights[layer]),
        meanOf(slices[layer]),
        row.trained.sigma,
      ];
      return sigmas.map((sigma) => sigma ** 2);
    };
    const steps = (values: number[]) =>
      values.slice(1).map((value, at) => value - (values[at] ?? 0));
    const [low, high] = [squares('conv3'), squares('conv5')];
    const growth = high.map((value, at) => value - (low[at] ?? 0));
    const printed = (values: number[]) => values.map((value) => Number(value.toFixed(2)));
    expect(printed(squares('conv1'))).toEqual([1.99, 1.24, 1.04, 1.09]);
    expect(printed(low)).toEqual([7.58, 6.55, 5.89, 4.76]);
    expect(printed(high)).toEqual([29.04, 29.14, 25.67, 25.56]);
    expect(printed(growth)).toEqual([21.46, 22.59, 19.78, 20.8]);
    expect(steps(low).map((step) => step.toFixed(1))).toEqual(['-1.0', '-0.7', '-1.1']);
    expect(steps(growth).map((step) => step.toFixed(1))).toEqual(['1.1', '-2.8', '1.0']);
    const [lost, inherited] = [high, low].map((values) => (values[0] ?? 0) - (values[3] ?? 0));
    expect(lost).toBeCloseTo(3.5, 1);
    expect(inherited).toBeCloseTo(2.8, 1);
    expect((inherited ?? 0) / (lost ?? 1)).toBeCloseTo(0.81, 2);
  });

  test('the sizes widen the growth from conv3 to conv5 in each of the five draws', () => {
    const before = meanSigma(rowOf('conv5')) ** 2 - meanSigma(rowOf('conv3')) ** 2;
    const { weights } = recording.redrawn;
    weights['conv5']?.forEach((sigma, draw) => {
      expect(sigma ** 2 - (weights['conv3']?.[draw] ?? 0) ** 2).toBeGreaterThan(before);
    });
  });

  test('at a corner the brightest pixels lie two or three further in than the centre, as the ways do', async () => {
    // Along one axis, on maps with their borders: a way that leaves one of them ends there.
    const sides = [32, 32, 16, 16, 16, 8, 8];
    const kernels = [5, 2, 3, 3, 2, 3, 3];
    let ways = new Map([[0, 1]]);
    for (const [layer, k] of [...kernels.entries()].toReversed()) {
      const next = new Map<number, number>();
      for (const [at, count] of ways) {
        for (let tap = 0; tap < k; tap++) {
          const below = k === 2 ? 2 * at + tap : at + tap - (k - 1) / 2;
          if (below < 0 || below >= (sides[layer] ?? 0)) continue;
          next.set(below, (next.get(below) ?? 0) + count);
        }
      }
      ways = next;
    }
    expect([...ways].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0]).toBe(4);
    expect(centreOf(views['conv5'] ?? fail(), [0, 0])).toEqual([1.5, 1.5]);
    const input = { pixels: gallery, images: 100, layer: 'conv5', row: 0, column: 0, seed: 1 };
    const found = await measured(input, context);
    for (const map of [found.trained, found.untrained]) {
      const rows = Array.from({ length: 32 }, (_, row) =>
        map.subarray(32 * row, 32 * row + 32).reduce((sum, share) => sum + share, 0),
      );
      const brightest = rows.indexOf(Math.max(...rows));
      expect(brightest).toBeGreaterThanOrEqual(3);
      expect(brightest).toBeLessThanOrEqual(5);
    }
  });

  test('the untrained widths follow the theory, 5.47 expected and 5.39 measured at conv5', () => {
    const window = (kernel: number, stride = 1) => ({ kernel, stride, dilation: 1 });
    const layers = [5, 2, 3, 3, 2, 3, 3].map((k) => window(k, k === 2 ? 2 : 1));
    for (const [index, { untrained }] of recording.base.entries()) {
      const expected = Math.sqrt(pathVariance(layers.slice(0, index + 1)));
      const mean = untrained.reduce((sum, { sigma }) => sum + sigma, 0) / untrained.length;
      expect(Math.abs(mean / expected - 1)).toBeLessThan(0.03);
    }
    expect(Math.sqrt(pathVariance(layers))).toBeCloseTo(5.47, 2);
    expect(meanSigma(rowOf('conv5'))).toBeCloseTo(5.39, 2);
    // The first two pixels that unit 3 sees lie outside of the picture.
    const inside = pathShares(layers).slice(2);
    const total = inside.reduce((sum, share) => sum + share, 0);
    const square = inside.reduce((sum, share, at) => sum + share * (at + 2 - 15.5) ** 2, 0);
    expect(Math.sqrt(square / total)).toBeCloseTo(5.44, 2);
  });

  test.each([
    ['conv1', 1.41, 1.11, 1.02, 1.05],
    ['conv3', 2.75, 2.56, 2.43, 2.18],
    ['conv5', 5.39, 5.4, 5.07, 5.06],
  ])(
    'σ at %s is %f untrained, %f with a new sign for each weight, %f for each slice, %f trained',
    (layer, untrained, weights, slices, trained) => {
      const row = rowOf(layer);
      expect(meanSigma(row)).toBeCloseTo(untrained, 2);
      expect(meanOf(recording.redrawn.weights[layer])).toBeCloseTo(weights, 2);
      expect(meanOf(recording.redrawn.slices[layer])).toBeCloseTo(slices, 2);
      expect(row.trained.sigma).toBeCloseTo(trained, 2);
    },
  );

  test('the recording of redrawn signs is what they give', () => {
    for (const of of ['weights', 'slices'] as const) {
      const { sigma } = widthsOf(
        (network, x) => standardiseChannels(redrawSigns(network, of, 1), x),
        'conv3',
        recording.redrawn.images,
      ).squares;
      expect(sigma).toBeCloseTo(recording.redrawn[of]['conv3']?.[0] ?? 0, 2);
    }
  });

  test('a fresh batch norm after each convolution changes the untrained widths by less than 1 %', () => {
    for (const layer of ['conv3', 'conv5']) {
      const fresh = widthsOf(
        (network, x) =>
          standardiseChannels(randomiseLayers(network, weightedLayers(network), 1), x),
        layer,
        100,
      ).squares;
      const { diameter, sigma } = rowOf(layer).untrained[0] ?? fail();
      expect(Math.abs(fresh.diameter / diameter - 1)).toBeLessThan(0.01);
      expect(Math.abs(fresh.sigma / sigma - 1)).toBeLessThan(0.01);
    }
  });

  test('neighbouring taps are alike: by 0.73 of the mean square in conv5, about 0.4 in conv2 to conv4', () => {
    const weights = decodeWeights(manifest.layers, model.weights);
    const likeness = (layer: string) => {
      const { shape, values } = weights[layer]?.kernel ?? fail();
      const [k = 1] = shape;
      const each = values.length / k ** 2;
      const product = (a: number, b: number) => {
        let sum = 0;
        for (let i = 0; i < each; i++) {
          sum += (values[a * each + i] ?? 0) * (values[b * each + i] ?? 0);
        }
        return sum;
      };
      let [neighbours, pairs, squares] = [0, 0, 0];
      for (let tap = 0; tap < k * k; tap++) {
        squares += product(tap, tap) / k ** 2;
        const next = [...((tap + 1) % k ? [tap + 1] : []), ...(tap + k < k * k ? [tap + k] : [])];
        for (const other of next) neighbours += product(tap, other);
        pairs += next.length;
      }
      return neighbours / pairs / squares;
    };
    expect(likeness('conv5')).toBeCloseTo(0.73, 2);
    for (const layer of ['conv2', 'conv3', 'conv4']) expect(likeness(layer)).toBeCloseTo(0.42, 1);
  });

  test('adding before squaring narrows: the variance of 1, 2, 3, 2, 1 is 4/3, that of their squares 16/19', () => {
    const variance = (counts: number[]) =>
      counts.reduce((sum, count, at) => sum + count * (at - 2) ** 2, 0) /
      counts.reduce((sum, count) => sum + count, 0);
    expect(variance([1, 2, 3, 2, 1])).toBeCloseTo(4 / 3, 12);
    expect(variance([1, 4, 9, 4, 1])).toBeCloseTo(16 / 19, 12);
  });

  test('the trained kernels explain the width of conv1, 1.05, but not of conv5: 5.45 against 5.06', () => {
    const weights = decodeWeights(manifest.layers, model.weights);
    let [jump, variance] = [1, 0];
    const sigmas: Record<string, number> = {};
    let middle = 0;
    for (const layer of manifest.layers) {
      if (layer.type === 'maxPool') {
        variance += (jump ** 2 * 3) / 12;
        jump *= 2;
      } else if (layer.type === 'conv') {
        const { shape, values } = weights[layer.name]?.kernel ?? fail();
        const [k = 1] = shape;
        const each = values.length / k ** 2;
        const energies = Array.from({ length: k * k }, (_, tap) =>
          values.slice(tap * each, (tap + 1) * each).reduce((sum, w) => sum + w * w, 0),
        );
        const width = energyWidth(energies, [k, k], [(k - 1) / 2, (k - 1) / 2]);
        variance += (jump * width.sigma) ** 2;
        if (layer.name === 'conv1') {
          middle = (energies[12] ?? 0) / energies.reduce((sum, e) => sum + e, 0);
        }
        sigmas[layer.name] = Math.sqrt(variance);
      }
    }
    expect(middle).toBeCloseTo(0.14, 2);
    expect(sigmas['conv1']).toBeCloseTo(1.05, 2);
    expect(rowOf('conv1').trained.sigma).toBeCloseTo(1.05, 2);
    expect(sigmas['conv5']).toBeCloseTo(5.45, 2);
    expect(rowOf('conv5').trained.sigma).toBeCloseTo(5.06, 2);
  });

  test('the recording is what the task finds', async () => {
    const input = { pixels: gallery, images: 500, layer: 'conv1', row: 15, column: 15, seed: 1 };
    const found = await measured(input, context);
    const centre = centreOf(views['conv1'] ?? fail(), [15, 15]);
    const { trained, untrained } = rowOf('conv1');
    expect(found.images).toBe(500);
    expect(energyWidth(found.trained, [32, 32], centre).diameter).toBeCloseTo(trained.diameter, 2);
    expect(energyWidth(found.untrained, [32, 32], centre).diameter).toBeCloseTo(
      untrained[0]?.diameter ?? 0,
      2,
    );
  });

  test('random signs give, on average, the sum of the squares over all channels', async () => {
    const image = gallery.subarray(0, 3072);
    const many = new Uint8Array(400 * 3072);
    for (let i = 0; i < 400; i++) many.set(image, i * 3072);
    const input = { pixels: many, images: 400, layer: 'conv1', row: 9, column: 9, seed: 4 };
    const { trained } = await measured(input, context);
    const exact = new Float64Array(1024);
    for (let channel = 0; channel < 32; channel++) {
      const x = preprocess(manifest, image, [32, 32]);
      const place = unit('conv1.pre', [9, 9, channel]);
      const { signal } = scalarGradient(networkOf(model), x, place);
      signal.dataSync().forEach((g, i) => {
        exact[Math.floor(i / 3)] = (exact[Math.floor(i / 3)] ?? 0) + g * g;
      });
    }
    const total = exact.reduce((sum, value) => sum + value, 0);
    const wanted = exact.map((value) => value / total);
    // The square of a signed sum has a variance of at most 2 (Σg²)²: five standard errors of 400.
    trained.forEach((share, i) => {
      expect(Math.abs(share - (wanted[i] ?? 0))).toBeLessThanOrEqual(
        5 * Math.sqrt(2 / 400) * (wanted[i] ?? 0),
      );
    });
    const width = (map: ArrayLike<number>) => energyWidth(map, [32, 32], [9, 9]).diameter;
    expect(Math.abs(width(trained) / width(wanted) - 1)).toBeLessThan(0.01);
  });

  test('with absolute values, or counting as Luo et al. do, widths are larger, the trained ones still smaller', () => {
    for (const layer of ['conv2', 'conv3', 'conv5']) {
      const after = widthsOf((network) => network, layer, 30);
      const before = widthsOf(
        (network) => randomiseLayers(network, weightedLayers(network), 1),
        layer,
        30,
      );
      expect(after.magnitudes.sigma).toBeGreaterThan(after.squares.sigma);
      expect(after.magnitudes.sigma).toBeLessThan(before.magnitudes.sigma);
      expect(after.counted).toBeGreaterThan(after.squares.diameter);
      expect(after.counted).toBeLessThan(before.counted);
    }
  });

  test('a stopped run gives what it has, progress is heard, and nothing is left behind', async () => {
    const input = { pixels: gallery, images: 40, layer: 'conv2', row: 3, column: 3, seed: 1 };
    await measured(input, context);
    const before = memory().numTensors;
    const heard: number[] = [];
    const found = await measured(input, {
      ...context,
      progress: (fraction) => void heard.push(fraction),
      stopped: () => Promise.resolve(heard.length === 2),
    });
    expect(heard).toEqual([0.25, 0.5]);
    expect(found.images).toBe(20);
    expect(memory().numTensors).toBe(before);
  });
});

describe('random stacks with ReLUs', () => {
  const repeated = (count: number) =>
    Array.from({ length: count }, () => ({
      type: 'conv' as const,
      kernel: 3,
      stride: 1,
      dilation: 1,
    }));

  test('have 95 % within 2.92, 4.78, 7.34, 10.44 and 14.72 pixels after 1, 2, 4, 8 and 16 layers', async () => {
    const input = { layers: repeated(16), pixels: teaching, networks: 12, seed: 1 };
    const before = memory().numTensors;
    const { diameters } = await stack(input, context);
    expect(memory().numTensors).toBe(before);
    const at = (n: number) => diameters[n - 1];
    expect(at(1)).toBeCloseTo(2.92, 2);
    expect(at(2)).toBeCloseTo(4.78, 2);
    expect(at(4)).toBeCloseTo(7.34, 2);
    expect(at(8)).toBeCloseTo(10.44, 2);
    expect(at(16)).toBeCloseTo(14.72, 2);
  });

  test('with poolings, as in the book’s network, come within 4 % of the theory', async () => {
    const pool = { type: 'pool' as const, kernel: 2, stride: 2, dilation: 1 };
    const layers = [{ ...repeated(1)[0], kernel: 5 }, pool, ...repeated(2), pool, ...repeated(2)];
    const input = { layers: layers as (typeof pool)[], pixels: teaching, networks: 12, seed: 1 };
    const { sigmas } = await stack(input, context);
    const expected = Math.sqrt(pathVariance(input.layers));
    expect(Math.abs((sigmas.at(-1) ?? 0) / expected - 1)).toBeLessThan(0.04);
  });

  test('with a skip beside each convolution are narrower by √½, as a mixture with q = ½ is', () => {
    const [channels, depth, r] = [16, 8, 17];
    const widthOf = (skips: boolean) => {
      const sum = new Float64Array(r * r);
      for (let seed = 1; seed <= 8; seed++) {
        const random = mulberry32(77 * seed);
        const draw = normal(random);
        const values = Float32Array.from({ length: 2 * r * r * channels }, draw);
        const x = tensor4d(values, [2, r, r, channels]);
        const energy = blockStackEnergy(x, { depth, kernel: 3, channels, skips }, random);
        const found = Float32Array.from(energy.dataSync());
        const total = found.reduce((all, value) => all + value, 0);
        found.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value / total));
        energy.dispose();
        x.dispose();
      }
      return energyWidth(sum, [r, r], [8, 8]).sigma;
    };
    const layers = repeated(depth);
    expect(widthOf(false)).toBeCloseTo(Math.sqrt(pathVariance(layers)), 1);
    expect(widthOf(true)).toBeCloseTo(Math.sqrt(pathVariance(layers, 0.5)), 1);
  });
});

function meanOf(values: number[] = []): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanSigma({ untrained }: (typeof recording.base)[number]): number {
  return untrained.reduce((sum, { sigma }) => sum + sigma, 0) / untrained.length;
}

/**
 * Widths at the middle of a layer for a network made from `base`: of the energy, of its root picture
 * by picture, and the root of how many pixels exceed 4.55 % of the largest root.
 */
function widthsOf(
  change: (network: Network, x: Tensor4D) => Network,
  layer: string,
  images: number,
) {
  const x = preprocess(manifest, gallery.subarray(0, 3072 * images), [32, 32]);
  const own = networkOf(model);
  const network = change(own, x);
  const view = views[layer] ?? fail();
  const at = view.units[0] / 2 - 1;
  const random = mulberry32(1);
  const squares = new Float64Array(1024);
  const magnitudes = new Float64Array(1024);
  for (let i = 0; i < images; i++) {
    const energy = tidy(() =>
      sensitivityEnergy(network, slice(x, i, 1), `${layer}.pre`, [at, at], random),
    );
    energy.dataSync().forEach((value, pixel) => {
      squares[pixel] = (squares[pixel] ?? 0) + value;
      magnitudes[pixel] = (magnitudes[pixel] ?? 0) + Math.sqrt(value);
    });
    energy.dispose();
  }
  x.dispose();
  if (network !== own) disposeNetwork(network);
  const width = (map: Float64Array) => energyWidth(map, [32, 32], centreOf(view, [at, at]));
  const largest = Math.max(...magnitudes);
  const above = magnitudes.filter((value) => value > (1 - 0.9545) * largest).length;
  return { squares: width(squares), magnitudes: width(magnitudes), counted: Math.sqrt(above) };
}

function fail(): never {
  throw new Error('no such layer');
}
