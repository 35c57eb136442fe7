import { readFileSync } from 'node:fs';

import { memory, slice, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { alexnet } from '#numerics/architectures/alexnet.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';
import { cosineSimilarity } from '#numerics/cosineSimilarity.ts';
import { blowUp } from '#numerics/images/blowUp.ts';
import { effectiveKernel } from '#numerics/network/effectiveKernel.ts';
import { preprocess } from '#numerics/network/images.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { activationAt, run } from '#numerics/network/run.ts';
import { stitchedMaps } from '#numerics/network/stitchedMaps.ts';
import { normal } from '#numerics/normal.ts';
import { orientationSelectivity } from '#numerics/orientationSelectivity.ts';
import { mulberry32 } from '#numerics/random.ts';
import { receptiveFields } from '#numerics/receptiveField.ts';
import check from '#numerics/tasks/check-effective-kernel.ts';
import blown from '#numerics/tasks/small-filters-visualization-blown.ts';
import kernelOf from '#numerics/tasks/small-filters-visualization-kernel.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const models = {
  base: shippedModel('base'),
  twin: shippedModel('twin'),
  six: shippedModel('six'),
  'flat-head': shippedModel('flat-head'),
  robust: shippedModel('robust'),
  'scale-jitter': shippedModel('scale-jitter'),
  'wide-filters': shippedModel('wide-filters'),
};
const context = uninterruptedWith((name) => models[name as keyof typeof models]);
const { manifest } = models.base;
const NUMBERS = 32 * 32 * 3;
let teaching: Uint8Array;
let gallery: Uint8Array;
const picture = (i: number) => teaching.subarray(i * NUMBERS, (i + 1) * NUMBERS);
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits)) + 0;
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return mean([
    sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN,
    sorted[Math.ceil((sorted.length - 1) / 2)] ?? Number.NaN,
  ]);
};

beforeAll(async () => {
  await startWasm();
  teaching = (await imagesOf('public/images/gallery-teaching.png', manifest)).pixels;
  gallery = (await imagesOf('public/images/gallery.png', manifest)).pixels;
});

describe('the chapter’s counts', () => {
  const convolutions = (layers: typeof vgg16.layers) =>
    layers.flatMap((layer) => (layer.type === 'conv' ? [layer] : []));

  it('AlexNet’s first layer has 34,848 weights, VGG’s 1,728, and VGG-16 has 1,634,496 slices', () => {
    expect([alexnet, vgg16].map(({ layers }) => convolutions(layers).length)).toEqual([5, 13]);
    expect(96 * 11 * 11 * 3).toBe(34_848);
    expect(64 * 3 * 3 * 3).toBe(1_728);
    let channels = 3;
    let slices = 0;
    for (const { channels: out } of convolutions(vgg16.layers)) {
      slices += channels * out;
      channels = out;
    }
    expect(slices).toBe(1_634_496);
    expect(rounded(slices / 86_400, 1)).toBe(18.9);
  });

  it('of the book’s networks: 96, 2,048, 4,096, 8,192 and 16,384 slices', () => {
    const counts = manifest.layers.flatMap((layer) =>
      layer.type === 'conv' ? [(layer.inputShape[2] ?? 0) * (layer.outputShape[2] ?? 0)] : [],
    );
    expect(counts).toEqual([96, 2048, 4096, 8192, 16_384]);
    expect(counts.slice(1).reduce((sum, n) => sum + n)).toBe(30_720);
  });
});

describe('orientation selectivity', () => {
  it('is one for stripes of one direction, as wide as they may be, and zero for a dot', () => {
    const stripes = Float32Array.from({ length: 32 * 32 }, (_, i) => Math.sin((i % 32) * 0.8));
    expect(orientationSelectivity(stripes, [32, 32, 1])).toBeGreaterThan(0.9);
    expect(orientationSelectivity([1], [1, 1, 1])).toBeCloseTo(0, 10);
  });

  it('of random colour kernels 0.16, 0.12, 0.10, 0.07 and 0.06 in the mean, for 3, 5, 7, 11 and 14 pixels a side, and 0.05 for 24', () => {
    const draw = normal(mulberry32(7));
    const found = [3, 5, 7, 11, 14, 24].map((k) =>
      mean(
        Array.from({ length: k < 10 ? 2000 : 300 }, () =>
          orientationSelectivity(Float32Array.from({ length: k * k * 3 }, draw), [k, k, 3]),
        ),
      ),
    );
    expect(found.map((value) => rounded(value))).toEqual([0.16, 0.12, 0.1, 0.07, 0.06, 0.05]);
  }, 60_000);

  it('of trained first layers in the median 0.52 (7×7) and 0.49 to 0.59 (six networks with 5×5)', () => {
    const found = (Object.keys(models) as (keyof typeof models)[]).map((name) => {
      const step = networkOf(models[name]).steps.find((one) => one.name === 'conv1.pre');
      if (step?.type !== 'conv') throw new Error('no conv1');
      const [k, , , count] = step.kernel.shape;
      const all = step.kernel.dataSync();
      const values = Array.from({ length: count }, (_, n) =>
        orientationSelectivity(
          all.filter((_, i) => i % count === n),
          [k, k, 3],
        ),
      );
      return [name, k, rounded(median(values)), rounded(mean(values))];
    });
    expect(found).toEqual([
      ['base', 5, 0.59, 0.52],
      ['twin', 5, 0.56, 0.53],
      ['six', 5, 0.52, 0.47],
      ['flat-head', 5, 0.57, 0.51],
      ['robust', 5, 0.49, 0.42],
      ['scale-jitter', 5, 0.5, 0.39],
      ['wide-filters', 7, 0.52, 0.52],
    ]);
  });

  it('is compared between networks of 48 and of 30 epochs, and of 2,400 and 4,704 first weights', () => {
    const found = (['base', 'wide-filters'] as const).map((name) => {
      const { layers, training } = models[name].manifest;
      const [first] = layers;
      if (first?.type !== 'conv') throw new Error('no conv1');
      const weights = first.kernel.shape.reduce((product, n) => product * n, 1);
      return [training.recipe.epochs, weights];
    });
    expect(found).toEqual([
      [48, 2400],
      [30, 4704],
    ]);
  });
});

describe('an effective kernel', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'is the composition with the closed gates left out (seed %i)',
    async (seed) => {
      const { rows } = await check({ seed });
      expect(rows).toHaveLength(3);
      for (const { value, tolerance, label } of rows) expect(value, label).toBeLessThan(tolerance);
    },
  );

  it('of the first layer is the kernel itself, at every image', async () => {
    const found = await kernelOf(
      {
        network: 'base',
        pictures: [picture(7), picture(20)],
        layer: 'conv1',
        channel: 7,
        row: 16,
        column: 16,
      },
      context,
    );
    expect(found.cosine).toBeCloseTo(1, 6);
    found.weights.forEach((weight, i) =>
      expect(found.effective[0].kernel[i]).toBeCloseTo(weight, 5),
    );
  });

  it('reproduces the unit at its own image, and the figure’s two differ: cosine 0.02', async () => {
    const before = memory().numTensors;
    const found = await kernelOf(
      {
        network: 'base',
        pictures: [picture(7), picture(20)],
        layer: 'conv3',
        channel: 14,
        row: 8,
        column: 8,
      },
      context,
    );
    expect(memory().numTensors).toBe(before);
    expect(found.seen).toBe(14);
    expect(rounded(found.cosine)).toBe(0.02);
    expect(found.effective.map(({ value }) => rounded(value, 1))).toEqual([-1.9, 0.7]);
    expect(found.effective.map(({ selectivity }) => rounded(selectivity))).toEqual([0.49, 0.4]);
  });
});

describe('two effective kernels of one unit', () => {
  it('are nearly at right angles, also at the two of 500 pictures that excite it most', async () => {
    const network = networkOf(models.base);
    const views = layerViews(manifest.layers, [32, 32]);
    const layers = ['conv2', 'conv3', 'conv4', 'conv5'] as const;
    const one = (i: number) =>
      preprocess(manifest, gallery.subarray(i * NUMBERS, (i + 1) * NUMBERS), [32, 32]);
    const count = gallery.length / NUMBERS;
    expect(count).toBe(500);
    const values = new Map<string, Float32Array>();
    for (let from = 0; from < count; from += 50) {
      const x = preprocess(
        manifest,
        gallery.subarray(from * NUMBERS, (from + 50) * NUMBERS),
        [32, 32],
      );
      for (const layer of layers) {
        const middle = tidy(() => {
          const maps = activationAt(
            run(network, x, { to: `${layer}.pre`, pre: true }),
            `${layer}.pre`,
          );
          const [, h = 0] = maps.shape;
          return slice(maps, [0, h / 2, h / 2, 0], [-1, 1, 1, -1]);
        });
        const channels = middle.size / 50;
        const all = values.get(layer) ?? new Float32Array(count * channels);
        all.set(middle.dataSync(), from * channels);
        values.set(layer, all);
        middle.dispose();
      }
      x.dispose();
    }

    const found: Record<string, number[]> = {};
    const spread: Record<string, number[]> = {};
    for (const layer of layers) {
      const all = values.get(layer) ?? new Float32Array(0);
      const channels = all.length / count;
      const view = views[layer];
      if (!view) throw new Error(layer);
      const middle = view.units[0] / 2;
      const kernelAt = async (image: number, channel: number) => {
        const x = one(image);
        const index = [middle, middle, channel] as const;
        const kernel = await effectiveKernel(network, x, { place: `${layer}.pre`, index }, view);
        x.dispose();
        return kernel;
      };
      const [most, any, selective, moved, strangers]: number[][] = [[], [], [], [], []];
      let before: Float32Array | undefined;
      for (let channel = 0; channel < channels; channel += channels / 32) {
        const order = Array.from({ length: count }, (_, i) => i).sort(
          (a, b) => (all[b * channels + channel] ?? 0) - (all[a * channels + channel] ?? 0),
        );
        const [a, b] = [
          await kernelAt(order[0] ?? 0, channel),
          await kernelAt(order[1] ?? 1, channel),
        ];
        const [c, d] = [
          await kernelAt((7 * channel) % count, channel),
          await kernelAt((7 * channel + 250) % count, channel),
        ];
        const side = a.rows[1] - a.rows[0];
        most?.push(cosineSimilarity(a.kernel, b.kernel));
        any?.push(cosineSimilarity(c.kernel, d.kernel));
        selective?.push(orientationSelectivity(a.kernel, [side, side, 3]));
        moved?.push(bestCosine(a.kernel, b.kernel, side));
        // What the choice among 25 shifts does alone: two kernels of different units.
        if (before) strangers?.push(bestCosine(before, b.kernel, side));
        before = a.kernel;
      }
      const sizes = (most ?? []).map(Math.abs);
      spread[layer] = [Math.max(...sizes), median(sizes)].map((value) => rounded(value));
      found[layer] = [most, any, selective, moved, strangers].map((list) =>
        rounded(mean(list ?? [])),
      );
    }
    expect(found).toEqual({
      conv2: [0.28, 0.29, 0.22, 0.44, 0.27],
      conv3: [0.09, 0.12, 0.23, 0.26, 0.2],
      conv4: [0.02, 0.02, 0.15, 0.13, 0.11],
      conv5: [0.01, -0.02, 0.12, 0.09, 0.1],
    });
    // Not only in the mean: the largest size of a cosine among the 32 channels, and the median.
    expect([spread['conv4'], spread['conv5']]).toEqual([
      [0.18, 0.05],
      [0.1, 0.04],
    ]);
  }, 120_000);
});

/** The largest cosine over shifts of the second kernel by up to two pixels, zeros coming in. */
function bestCosine(a: Float32Array, b: Float32Array, side: number): number {
  let best = -1;
  for (let down = -2; down <= 2; down++) {
    for (let right = -2; right <= 2; right++) {
      const moved = new Float32Array(b.length);
      for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
          const [r, c] = [row - down, column - right];
          if (r < 0 || c < 0 || r >= side || c >= side) continue;
          for (let k = 0; k < 3; k++) {
            moved[(row * side + column) * 3 + k] = b[(r * side + c) * 3 + k] ?? 0;
          }
        }
      }
      best = Math.max(best, cosineSimilarity(a, moved));
    }
  }
  return best;
}

describe('a map blown up', () => {
  it('keeps its numbers, puts means between them, and never exceeds them', () => {
    const map = { values: Float32Array.of(0, 4, 8, 0), height: 2, width: 2 };
    const { values, height, width } = blowUp(map, 4);
    expect([height, width]).toEqual([5, 5]);
    expect([...values.subarray(0, 5)]).toEqual([0, 1, 2, 3, 4]);
    expect([values[20], values[24], values[12]]).toEqual([8, 0, 3]);
    expect(Math.max(...values)).toBe(8);
    expect(Math.min(...values)).toBe(0);
  });

  it('stitched from sixteen runs has what the layer itself gives at every fourth place', async () => {
    const network = networkOf(models.base);
    const x = preprocess(manifest, picture(7), [32, 32]);
    const { values, height, width, channels } = await stitchedMaps(network, x, 'conv5', 4);
    expect([height, width, channels]).toEqual([29, 29, 128]);
    const own = tidy(() => activationAt(run(network, x, { to: 'conv5' }), 'conv5').dataSync());
    for (const [u, v] of [
      [0, 0],
      [3, 5],
      [7, 7],
    ] as const) {
      for (let k = 0; k < channels; k++) {
        expect(values[(4 * u * width + 4 * v) * channels + k]).toBeCloseTo(
          own[(8 * u + v) * channels + k] ?? Number.NaN,
          4,
        );
      }
    }
    x.dispose();
  });

  it('evidence for the answer: 83 % explained in the mean, 40 to 94 %, peaks 2.7 pixels apart', async () => {
    const before = memory().numTensors;
    const found = [];
    for (let i = 0; i < 24; i++) {
      found.push(await blown({ pixels: picture(i), map: 'evidence', channel: 0 }, context));
    }
    expect(memory().numTensors).toBe(before);
    const explained = found.map((one) => one.explained);
    expect(rounded(mean(explained))).toBe(0.83);
    expect([Math.min(...explained), Math.max(...explained)].map((v) => rounded(v))).toEqual([
      0.4, 0.94,
    ]);
    const apart = found.map(({ smoothPeak: s, truePeak: t }) =>
      Math.hypot(s.row - t.row, s.column - t.column),
    );
    expect(rounded(mean(apart), 1)).toBe(2.7);
    expect(rounded(Math.max(...apart), 1)).toBe(9.1);
    expect(found.filter(({ smoothPeak: s, truePeak: t }) => t.value > s.value + 1e-4)).toHaveLength(
      22,
    );
    for (const { smoothPeak } of found) {
      expect([smoothPeak.row % 4, smoothPeak.column % 4]).toEqual([0, 0]);
    }
    const truck = found[21];
    expect(truck?.answer).toBe(9);
    expect(rounded(truck?.explained ?? 0)).toBe(0.74);
    expect([truck?.smoothPeak.value, truck?.truePeak.value].map((v) => rounded(v ?? 0, 1))).toEqual(
      [13, 16.8],
    );
  });

  it('single channels: 43 % in the median, and in 533 of 3,060 worse than the mean', async () => {
    const network = networkOf(models.base);
    const explained: number[] = [];
    for (let i = 0; i < 24; i++) {
      const x = preprocess(manifest, picture(i), [32, 32]);
      const { values, width } = await stitchedMaps(network, x, 'conv5', 4);
      x.dispose();
      for (let k = 0; k < 128; k++) {
        const fine = values.filter((_, at) => at % 128 === k);
        const sample = (at: number) => Math.floor(at / width) % 4 === 0 && (at % width) % 4 === 0;
        const coarse = { values: fine.filter((_, at) => sample(at)), height: 8, width: 8 };
        const smooth = blowUp(coarse, 4).values;
        const between = [...fine.keys()].filter((at) => !sample(at));
        const middle = mean(between.map((at) => fine[at] ?? 0));
        const all = mean(between.map((at) => ((fine[at] ?? 0) - middle) ** 2));
        const left = mean(between.map((at) => ((fine[at] ?? 0) - (smooth[at] ?? 0)) ** 2));
        if (all > 0) explained.push(1 - left / all);
      }
    }
    expect(explained).toHaveLength(3060);
    expect(rounded(median(explained))).toBe(0.43);
    expect(explained.filter((share) => share < 0)).toHaveLength(533);
  }, 60_000);
});

describe('the example by hand', () => {
  const first = [-1, 1];
  const second = [-1, 2, -1];
  const kernelAt = (x: number[]) => {
    const z = [0, 1, 2].map((q) => (x[q + 1] ?? 0) - (x[q] ?? 0));
    const kernel = [0, 0, 0, 0];
    z.forEach((value, q) => {
      if (value <= 0) return;
      first.forEach((weight, a) => {
        kernel[q + a] = (kernel[q + a] ?? 0) + (second[q] ?? 0) * weight;
      });
    });
    const unit = second.reduce((sum, weight, q) => sum + weight * Math.max(0, z[q] ?? 0), 0);
    const product = kernel.reduce((sum, weight, i) => sum + weight * (x[i] ?? 0), 0);
    return { kernel, unit, product };
  };

  it('has a kernel for each image, and the third difference when all gates are open', () => {
    expect(kernelAt([0, 2, 5, 4])).toEqual({ kernel: [1, -3, 2, 0], unit: 4, product: 4 });
    expect(kernelAt([0, 2, 1, 4])).toEqual({ kernel: [1, -1, 1, -1], unit: -5, product: -5 });
    expect(kernelAt([0, 1, 3, 4]).kernel).toEqual([1, -3, 3, -1]);
    expect(kernelAt([0, 1, 3, 4]).unit).toBe(2);
    expect(kernelAt([3, 1, 2, 5])).toEqual({ kernel: [0, -2, 3, -1], unit: -1, product: -1 });
    expect(kernelAt([0, 2, 1, 5]).unit).toBe(-6);
    expect(kernelAt([5, 4, 2, 0])).toEqual({ kernel: [0, 0, 0, 0], unit: 0, product: 0 });
  });
});

describe('the quiz', () => {
  const quiz = parse(
    readFileSync('content/chapters/small-filters-visualization/quiz.yaml', 'utf8'),
  ) as { items: { id: string; answer?: unknown }[] };
  const answerTo = (id: string) => quiz.items.find((item) => item.id === id)?.answer;

  it('has the width of five 3×3 layers right: 11 pixels', () => {
    const window = { kernelSize: [3, 3] as [number, number] };
    expect(receptiveFields(Array(5).fill(window), [32, 32]).at(-1)?.size[0]).toBe(
      answerTo('sf-width'),
    );
  });

  it('has the middle of four numbers right, and the peak of an enlarged map at a sample', () => {
    const four = blowUp({ values: Float32Array.of(0, 4, 8, 0), height: 2, width: 2 }, 2);
    expect(four.values[4]).toBe(answerTo('sf-between'));
    const draw = normal(mulberry32(3));
    for (let i = 0; i < 50; i++) {
      const { values, width } = blowUp(
        { values: Float32Array.from({ length: 49 }, draw), height: 7, width: 7 },
        32,
      );
      const at = values.indexOf(values.reduce((most, value) => Math.max(most, value)));
      expect([Math.floor(at / width) % 32, (at % width) % 32]).toEqual([0, 0]);
    }
  });
});
