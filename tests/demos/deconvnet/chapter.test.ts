import { readFileSync } from 'node:fs';
import { mean as meanOf, sub, tensor4d, tidy, tile, type Tensor4D } from '@tensorflow/tfjs-core';
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
import { exchangedText, forgottenText } from '#demos/deconvnet/verdict.ts';
import { edgeStrength } from '#numerics/attribution/edges.ts';
import { backwardSignal } from '#numerics/attribution/gradient.ts';
import { rankCorrelation, ranks } from '#numerics/attribution/rankCorrelation.ts';
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

/** Ranks around their mean: the cosine of two such lists is their rank correlation. */
function centredRanks(values: ArrayLike<number>) {
  const middle = (values.length + 1) / 2;
  return Float32Array.from(ranks(values), (rank) => rank - middle);
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
    const drawn = drawSwitches(found);
    expect(outcomeOf(drawn)).toBe('other');
    expect(exchangedText(drawn)).toBe('the picture below’s comes out, entire');
    expect(forgottenText(drawn)).toBe('the two drawings are one and the same');
    expect(found.values[1]).toBe(0);
    expect([...found.maps.exchanged[0].signal]).toEqual([...found.maps.own[1].signal]);
    expect([...found.maps.forgotten[0].signal]).toEqual([...found.maps.forgotten[1].signal]);
  });
});

describe('a picture with itself', () => {
  it('has one drawing, and no bet is settled', async () => {
    const { above, layer, channel, at, rule } = switchesDefaults;
    const input = { pixels: both(above, above), layer, channel, at, relu: rule };
    const drawn = drawSwitches(await switchesTask(input, context));
    expect(outcomeOf(drawn)).toBeNull();
    expect(exchangedText(drawn)).toBe('the drawing comes out that both pictures have');
  });
});

describe('the first bet by the other two rules', () => {
  it.each<[ReluRule, string]>([
    [
      'gradient',
      'a drawing of its own comes out; nearest to it is the picture above’s, at a cosine of 0.38',
    ],
    ['guided', 'nearest to what comes out is the picture above’s, at a cosine of 0.59'],
  ])('%s: no whole drawing, and an empty one, for the unit is off below', async (relu, said) => {
    const { above, below, layer, channel, at } = switchesDefaults;
    const input = { pixels: both(above, below), layer, channel, at, relu };
    const drawn = drawSwitches(await switchesTask(input, context));
    expect(exchangedText(drawn)).toBe(said);
    expect(forgottenText(drawn)).toBe('the lower one is empty');
  });
});

describe('what the drawings of these 24 units look like, in all 24 pictures', () => {
  it('a little like their pictures’ edges, on (0.17) or off (0.19), and hardly more than like others’ (0.13, 0.14)', () => {
    const [on, off]: [number[], number[]] = [[], []];
    const wrong: [number[], number[]] = [[], []];
    const network = networkOf(model);
    tidy(() => {
      const x = preprocess(model.manifest, pixels, [32, 32]);
      const there = run(network, x, { to: 'conv5' });
      const maps = activationAt(there, 'conv5');
      const values = maps.dataSync();
      const edges = labels.map((_, j) => centredRanks(edgeStrength(pictureOf(j), [32, 32, 3])));
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
          const strength = centredRanks(magnitudes(signal));
          const isOn = unitAt(j) > 0;
          for (const [k, edge] of edges.entries()) {
            const rho = cosineSimilarity(strength, edge);
            if (k === j) (isOn ? on : off).push(rho);
            else wrong[isOn ? 0 : 1].push(rho);
          }
        }
      }
    });
    expect([on.length, off.length]).toEqual([197, 355]);
    expect([on, off, ...wrong].map((values) => rounded(mean(values)))).toEqual([
      0.17, 0.19, 0.13, 0.14,
    ]);
  }, 120_000);
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

describe('another unit in the place of the strongest, the same picture', () => {
  it.each<[ReluRule, number]>([
    ['gradient', 0.11],
    ['deconvnet', 0.56],
    ['guided', 0.93],
  ])(
    '%s',
    (relu, expected) => {
      const network = networkOf(model);
      const found = labels.flatMap((_, i) =>
        tidy(() => {
          const { channel, at } = strongestOf(i);
          const x = preprocess(model.manifest, pictureOf(i), [32, 32]);
          const values = activationAt(run(network, x, { to: 'conv5' }), 'conv5').dataSync();
          const place = 128 * (8 * at.row + at.column);
          const others = Array.from({ length: 128 }, (_, c) => c).filter(
            (c) => c !== channel && (values[place + c] ?? 0) > 0,
          );
          const asked = [channel, ...others];
          const there = run(network, tile(x, [asked.length, 1, 1, 1]), { to: 'conv5' });
          const seeds = new Float32Array(asked.length * 8 * 8 * 128);
          asked.forEach((c, k) => (seeds[k * 8 * 8 * 128 + place + c] = 1));
          const signal = tensor4d(seeds, [asked.length, 8, 8, 128]);
          const back = backward(network, there, { place: 'conv5', signal }, { rules: { relu } });
          const all = back.dataSync();
          const of = (k: number) => all.subarray(k * NUMBERS, (k + 1) * NUMBERS);
          return others.map((_, k) => cosineSimilarity(of(0), of(k + 1)));
        }),
      );
      expect(found).toHaveLength(1132);
      expect(rounded(mean(found))).toBe(expected);
    },
    240_000,
  );
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

  /** Mean cosine of all pairs in a batch of the ten classes' signals. */
  function ofPairs(batch: ArrayLike<number>) {
    const values = Float32Array.from(batch);
    const size = values.length / 10;
    const of = (c: number) => values.subarray(c * size, (c + 1) * size);
    const pairs = Array.from({ length: 10 }, (_, a) =>
      Array.from({ length: a }, (_, b) => cosineSimilarity(of(a), of(b))),
    );
    return mean(pairs.flat());
  }

  it('behind the gates: 0.25, 0.34, 0.57, 0.62, 0.45; without its mean the first is −0.11 again behind the kernels', () => {
    const network = networkOf(model);
    const place = lastPlace(network);
    const gates = ['conv5', 'conv4', 'conv3', 'conv2', 'conv1'].map((layer) => `${layer}.pre`);
    const rules = { relu: 'deconvnet' } as const;
    const classes = Array.from({ length: 10 }, (_, c) => c);
    const found = labels.map((_, i) =>
      tidy(() => {
        const x = preprocess(model.manifest, pictureOf(i), [32, 32]);
        const there = run(network, tile(x, [10, 1, 1, 1]), { pre: true });
        const signal = logit(place, classes).derivative(activationAt(there, place));
        const back = backwardTo(network, there, { place, signal }, gates, rules);
        const gated = activationAt(back, 'conv5.pre') as Tensor4D;
        const without = sub(gated, meanOf(gated, [1, 2, 3], true));
        const seed = { place: 'conv5.pre', signal: without };
        const below = activationAt(backwardTo(network, there, seed, ['conv4'], rules), 'conv4');
        return [...gates.map((gate) => activationAt(back, gate)), below].map((values) =>
          ofPairs(values.dataSync()),
        );
      }),
    );
    const means = [...gates, 'without'].map((_, k) =>
      rounded(mean(found.map((one) => one[k] ?? NaN))),
    );
    expect(means).toEqual([0.25, 0.34, 0.57, 0.62, 0.45, -0.11]);
  });

  it('the ten classes’ weights add up to 0.7 % of what orthogonal ones would', () => {
    const network = networkOf(model);
    const place = lastPlace(network);
    const classes = Array.from({ length: 10 }, (_, c) => c);
    const signals = tidy(() => {
      const x = preprocess(model.manifest, pictureOf(0), [32, 32]);
      const there = run(network, tile(x, [10, 1, 1, 1]));
      const signal = logit(place, classes).derivative(activationAt(there, place));
      const seed = { place, signal };
      const back = backwardTo(network, there, seed, ['conv5'], { relu: 'gradient' });
      return activationAt(back, 'conv5').dataSync<'float32'>();
    });
    const size = signals.length / 10;
    const sums = Array.from({ length: size }, (_, k) =>
      classes.reduce((sum, c) => sum + (signals[c * size + k] ?? NaN), 0),
    );
    const squares = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value ** 2, 0);
    expect(Math.sqrt(squares(sums) / squares([...signals]))).toBeCloseTo(0.007, 3);
  });

  it('without switches the deconvnet’s 0.55 becomes 0.22', () => {
    expect(cosines('deconvnet', 'forgotten').means.at(-1)).toBe(0.22);
  });

  it('the likeness of the own class’s map to the edges: 0.25, 0.23, 0.49; to other pictures’: 0.12, 0.09, 0.13', () => {
    const network = networkOf(model);
    const edges = labels.map((_, i) => edgeStrength(pictureOf(i), [32, 32, 3]));
    const found = reluRules.map((relu) =>
      labels.map((label, i) => {
        const x = preprocess(model.manifest, pictureOf(i), [32, 32]);
        const scalar = logit(lastPlace(network), label);
        const signal = tidy(() => backwardSignal({ network, x, scalar }, { relu }).dataSync());
        x.dispose();
        const strength = magnitudes(signal);
        return edges.map((one) => rankCorrelation(strength, one));
      }),
    );
    const own = found.map((maps) => rounded(mean(maps.map((rhos, i) => rhos[i] ?? NaN))));
    expect(own).toEqual([0.25, 0.23, 0.49]);
    const wrong = found.map((maps) =>
      rounded(mean(maps.flatMap((rhos, i) => rhos.filter((_, k) => k !== i)))),
    );
    expect(wrong).toEqual([0.12, 0.09, 0.13]);
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

  it('40 % and 63 % of the windows hold nothing but zeros', () => {
    const found = tidy(() => {
      const x = preprocess(model.manifest, pixels, [32, 32]);
      const there = run(networkOf(model), x);
      return ['pool1', 'pool2'].map((pool) => {
        const values = activationAt(there, pool).dataSync();
        return Math.round((100 * values.filter((value) => value === 0).length) / values.length);
      });
    });
    expect(found).toEqual([40, 63]);
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
