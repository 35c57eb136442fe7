import { readFileSync } from 'node:fs';
import { tidy, tile } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawSwitches, outcomeOf } from '#demos/deconvnet/drawSwitches.ts';
import {
  channels,
  layerDefaults,
  layerSchema,
  switchesDefaults,
  switchesSchema,
  unitLayers,
} from '#demos/deconvnet/state.ts';
import { edgeStrength } from '#numerics/attribution/edges.ts';
import { backwardSignal } from '#numerics/attribution/gradient.ts';
import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import { cosineSimilarity } from '#numerics/cosineSimilarity.ts';
import { backward, backwardTo } from '#numerics/network/backward.ts';
import type { ReluRule } from '#numerics/network/layers/relu.ts';
import { preprocess } from '#numerics/network/images.ts';
import { INPUT, lastPlace } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { activationAt, run } from '#numerics/network/run.ts';
import { logit, unit } from '#numerics/network/scalars.ts';
import { pooledLayer, pooledLayerBack } from '#numerics/pooledLayer.ts';
import { reluRules } from '#numerics/reluRules.ts';
import switchesTask from '#numerics/tasks/deconvnet-switches.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const NUMBERS = 32 * 32 * 3;
let pixels: Uint8Array;
let labels: number[];
const pictureOf = (i: number) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
const both = (i: number, j: number) => Uint8Array.from([...pictureOf(i), ...pictureOf(j)]);
const mean = (values: readonly number[]) => values.reduce((s, v) => s + v, 0) / values.length;
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits)) + 0;

beforeAll(async () => {
  await startWasm();
  const sheet = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  ({ pixels } = sheet);
  labels = sheet.labels.map((name) => model.manifest.classes.indexOf(name));
});

/** Where two classes' signals are compared on their way down. */
const stations = ['conv5', 'conv4', 'conv3', 'conv2', 'conv1', INPUT];

/** Of each pixel the magnitude of its colours' sum. */
function magnitudes(signal: ArrayLike<number>) {
  const sum = (i: number) =>
    (signal[3 * i] ?? 0) + (signal[3 * i + 1] ?? 0) + (signal[3 * i + 2] ?? 0);
  return Float32Array.from({ length: signal.length / 3 }, (_, i) => Math.abs(sum(i)));
}

/** The channel and place of the strongest unit of conv5. */
function strongestOf(picture: number) {
  return tidy(() => {
    const x = preprocess(model.manifest, pictureOf(picture), [32, 32]);
    const maps = activationAt(run(networkOf(model), x, { to: 'conv5' }), 'conv5').dataSync();
    const best = maps.indexOf(Math.max(...maps));
    const place = Math.floor(best / 128);
    return { channel: best % 128, at: { row: Math.floor(place / 8), column: place % 8 } };
  });
}

describe('the first bet', () => {
  it('is about the frog’s strongest unit of conv5', () => {
    const { channel } = strongestOf(switchesDefaults.above);
    expect(channel).toBe(switchesDefaults.channel);
  });

  it('the other picture’s drawing comes out, although the unit is off there', async () => {
    const { above, below, layer, channel, at, rule } = switchesDefaults;
    const input = { pixels: both(above, below), layer, channel, at, relu: rule };
    const found = await switchesTask(input, context);
    expect(outcomeOf(drawSwitches(found))).toBe('other');
    expect(found.values[1]).toBe(0);
    expect([...found.maps.exchanged[0].signal]).toEqual([...found.maps.own[1].signal]);
    expect([...found.maps.forgotten[0].signal]).toEqual([...found.maps.forgotten[1].signal]);
  });
});

describe('what the drawings of these 24 units look like, in all 24 pictures', () => {
  it('their pictures’ edges, as much where the unit is off (0.19) as where it is on (0.17)', () => {
    const [on, off]: [number[], number[]] = [[], []];
    const network = networkOf(model);
    tidy(() => {
      const x = preprocess(model.manifest, pixels, [32, 32]);
      const there = run(network, x, { to: 'conv5' });
      const maps = activationAt(there, 'conv5');
      const values = maps.dataSync();
      const edges = labels.map((_, j) => edgeStrength(pictureOf(j), [32, 32, 3]));
      for (let i = 0; i < 24; i++) {
        const { channel, at } = strongestOf(i);
        const unitAt = (picture: number) =>
          values[((picture * 8 + at.row) * 8 + at.column) * 128 + channel] ?? NaN;
        const seed = {
          place: 'conv5',
          signal: unit('conv5', [at.row, at.column, channel]).derivative(maps),
        };
        const drawn = tidy(() =>
          backward(network, there, seed, { rules: { relu: 'deconvnet' } }).dataSync(),
        );
        for (let j = 0; j < 24; j++) {
          if (i === j) continue;
          const signal = drawn.subarray(j * NUMBERS, (j + 1) * NUMBERS);
          const rho = rankCorrelation(magnitudes(signal), edges[j] ?? []);
          (unitAt(j) > 0 ? on : off).push(rho);
        }
      }
    });
    expect([on.length, off.length]).toEqual([197, 355]);
    expect([rounded(mean(on)), rounded(mean(off))]).toEqual([0.17, 0.19]);
  });
});

describe('the table of switches: strongest unit of conv5, 24 pairs', () => {
  it.each<[ReluRule, number, number, number]>([
    ['gradient', 0.29, 0.01, 0.68],
    ['deconvnet', 0.07, 1, 0.13],
    ['guided', 0.55, 0.19, 0.82],
  ])('%s', async (relu, own, other, forgotten) => {
    const found: Awaited<ReturnType<typeof switchesTask>>[] = [];
    for (let i = 0; i < 24; i++) {
      const input = { pixels: both(i, (i + 5) % 24), layer: 'conv5', relu, ...strongestOf(i) };
      found.push(await switchesTask(input, context));
    }
    const means = (pick: (one: (typeof found)[number]) => number | null) =>
      rounded(mean(found.map(pick).filter((value) => value !== null)));
    expect(means(({ maps }) => maps.exchanged[0].likeness[0])).toBe(own);
    expect(means(({ maps }) => maps.exchanged[0].likeness[1])).toBe(other);
    expect(means(({ maps }) => maps.forgotten[0].likeness[0])).toBe(forgotten);
    expect(found.filter(({ values }) => values[1] === 0)).toHaveLength(16);
    const empty = found.filter(({ maps }) => maps.own[1].signal.every((value) => value === 0));
    expect(empty).toHaveLength(relu === 'deconvnet' ? 0 : 16);
  });
});

describe('two classes, 24 pictures, 45 pairs', () => {
  /** The mean cosines at the stations, and all of them at the last; all classes go back at once. */
  function cosines(relu: ReluRule, switches: 'own' | 'forgotten') {
    const network = networkOf(model);
    const place = lastPlace(network);
    const classes = Array.from({ length: 10 }, (_, c) => c);
    const pairs = classes.flatMap((a) => classes.slice(a + 1).map((b) => [a, b] as const));
    const found = labels.map((_, i) =>
      tidy(() => {
        const x = preprocess(model.manifest, pictureOf(i), [32, 32]);
        const there = run(network, tile(x, [10, 1, 1, 1]));
        const signal = logit(place, classes).derivative(activationAt(there, place));
        const back = backwardTo(network, there, { place, signal }, stations, { relu, switches });
        return stations.map((station) => {
          const all = activationAt(back, station).dataSync();
          const size = all.length / 10;
          const of = (c: number) => all.subarray(c * size, (c + 1) * size);
          return pairs.map(([a, b]) => cosineSimilarity(of(a), of(b)));
        });
      }),
    );
    const at = stations.map((_, k) => found.flatMap((one) => one[k] ?? []));
    return { means: at.map((values) => rounded(mean(values))), last: at.at(-1) ?? [] };
  }

  it.each<[ReluRule, number[]]>([
    ['gradient', [-0.11, -0.1, -0.1, -0.1, -0.1, -0.1]],
    ['deconvnet', [-0.11, 0.66, 0.75, 0.83, 0.8, 0.55]],
  ])('the table of cosines: %s', (relu, table) => {
    const { means, last } = cosines(relu, 'own');
    expect(last).toHaveLength(24 * 45);
    expect(means).toEqual(table);
    const range = [Math.min(...last), Math.max(...last)].map((value) => rounded(value));
    if (relu === 'deconvnet') expect(range).toEqual([0.23, 0.84]);
  });

  it('without switches the deconvnet’s 0.55 becomes 0.22', () => {
    expect(cosines('deconvnet', 'forgotten').means.at(-1)).toBe(0.22);
  });

  it('the likeness of the own class’s map to the edges: 0.25, 0.23, 0.49', () => {
    const network = networkOf(model);
    const found = reluRules.map((relu) =>
      labels.map((label, i) => {
        const x = preprocess(model.manifest, pictureOf(i), [32, 32]);
        const scalar = logit(lastPlace(network), label);
        const signal = tidy(() => backwardSignal({ network, x, scalar }, { relu }).dataSync());
        x.dispose();
        return rankCorrelation(magnitudes(signal), edgeStrength(pictureOf(i), [32, 32, 3]));
      }),
    );
    expect(found.map((values) => rounded(mean(values)))).toEqual([0.25, 0.23, 0.49]);
  });

  it('57, 86, 63, 51 and 33 % of what the deconvnet lets through goes through units that were off', () => {
    const network = networkOf(model);
    const place = lastPlace(network);
    const layers = ['conv5', 'conv4', 'conv3', 'conv2', 'conv1'];
    const shares = labels.map((label, i) =>
      tidy(() => {
        const x = preprocess(model.manifest, pictureOf(i), [32, 32]);
        const there = run(network, x, { pre: true });
        const signal = logit(place, label).derivative(activationAt(there, place));
        const wanted = layers.map((layer) => `${layer}.pre`);
        const rules = { relu: 'deconvnet' } as const;
        const back = backwardTo(network, there, { place, signal }, wanted, rules);
        return layers.map((layer) => {
          const z = activationAt(there, `${layer}.pre`).dataSync();
          const r = activationAt(back, `${layer}.pre`).dataSync<'float32'>();
          const off = r.reduce((sum, value, k) => sum + ((z[k] ?? 0) > 0 ? 0 : value), 0);
          return off / r.reduce((sum, value) => sum + value, 0);
        });
      }),
    );
    const means = layers.map((_, k) => Math.round(100 * mean(shares.map((one) => one[k] ?? NaN))));
    expect(means).toEqual([57, 86, 63, 51, 33]);
  });
});

describe('the small layer', () => {
  it('has the example’s four units at its switches', () => {
    const { x, kernel, signal } = layerDefaults;
    const layer = pooledLayer(x, kernel);
    expect(layer.switches.map(({ row, column }) => layer.z[row]?.[column])).toEqual([2, -1, 3, -4]);
    const through = (relu: ReluRule) => {
      const { rectified } = pooledLayerBack(layer, kernel, signal, { relu, switches: 'own' });
      return layer.switches.map(({ row, column }) => rectified[row]?.[column]);
    };
    expect(through('gradient')).toEqual([-1, 0, 2, 0]);
    expect(through('deconvnet')).toEqual([0, 5, 2, 0]);
    expect(through('guided')).toEqual([0, 0, 2, 0]);
  });
});

describe('the networks', () => {
  const layersOf = (name: string) => shippedModel(name).manifest.layers;
  it('base has two max poolings with 12,288 switches of 2 bits: 3 KiB, as a picture has', () => {
    const pools = layersOf('base').filter(({ type }) => type === 'maxPool');
    const switches = pools.map((pool) => {
      const [h = 0, w = 0, c = 0] = 'outputShape' in pool ? (pool.outputShape as number[]) : [];
      return h * w * c;
    });
    expect(switches).toEqual([16 * 16 * 32, 8 * 8 * 64]);
    expect(((switches[0] ?? 0) + (switches[1] ?? 0)) * 2).toBe(NUMBERS * 8);
    expect(NUMBERS).toBe(3 * 1024);
  });

  it('the network for photographs has no max pooling', () => {
    const manifest = JSON.parse(readFileSync('public/models/photo/manifest.json', 'utf8')) as {
      layers: { type: string }[];
    };
    expect(manifest.layers.length).toBeGreaterThan(20);
    expect(manifest.layers.filter(({ type }) => /max/i.test(type))).toEqual([]);
  });

  it('the demo knows how many channels its layers have', () => {
    const network = networkOf(model);
    tidy(() => {
      const x = preprocess(model.manifest, pictureOf(0), [32, 32]);
      const there = run(network, x);
      for (const layer of unitLayers)
        expect(activationAt(there, layer).shape.at(-1)).toBe(channels[layer]);
    });
  });
});

describe('the states', () => {
  it('take their defaults and refuse a unit that there is not', () => {
    expect(switchesSchema.safeParse(switchesDefaults).success).toBe(true);
    expect(layerSchema.safeParse(layerDefaults).success).toBe(true);
    const bad = { ...switchesDefaults, at: { row: 8, column: 0 } };
    expect(switchesSchema.safeParse(bad).success).toBe(false);
    expect(switchesSchema.safeParse({ ...switchesDefaults, layer: 'logits' }).success).toBe(false);
  });
});
