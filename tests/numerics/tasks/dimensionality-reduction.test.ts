import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { mapDefaults } from '#demos/dimensionality-reduction/state.ts';
import { recordedAt } from '#demos/dimensionality-reduction/recorded.ts';
import { strewnGroups } from '#demos/dimensionality-reduction/strewnGroups.ts';
import { evenness } from '#numerics/embedding/evenness.ts';
import { layOut } from '#numerics/embedding/layOut.ts';
import { nearest } from '#numerics/embedding/nearest.ts';
import { neighbourProbabilities } from '#numerics/embedding/neighbourProbabilities.ts';
import { squaredDistancesInPlane } from '#numerics/embedding/squaredDistances.ts';
import { strewn as strewnPoints } from '#numerics/embedding/strewn.ts';
import cloud from '#numerics/tasks/dimensionality-reduction-cloud.ts';
import map, { type MapSoFar } from '#numerics/tasks/dimensionality-reduction-map.ts';
import strewn from '#numerics/tasks/dimensionality-reduction-strewn.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterruptedWith } from './uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const cancelled = { ...context, stopped: () => Promise.resolve(true) };
let pixels: Uint8Array;
let labels: number[];

beforeAll(async () => {
  await startWasm();
  const images = await imagesOf('public/images/gallery.png', model.manifest);
  pixels = images.pixels;
  labels = images.labels.map((name) => model.manifest.classes.indexOf(name));
});

describe('500 pictures as points', () => {
  test.each(['input', 'average', 'logits'] as const)(
    'the recorded neighbours, votes and axes at %s are those of today',
    async (place) => {
      const found = await cloud({ pixels, place, labels }, context);
      const recorded = recordedAt(place);
      expect(found?.dimensions).toBe(recorded.dimensions);
      expect(found?.accuracy).toBeCloseTo(recorded.accuracy, 2);
      expect(found?.shares[0]).toBeCloseTo(recorded.pca.shares[0], 3);
      expect(found?.pca.accuracy).toBeCloseTo(recorded.pca.quality.accuracy, 2);
      expect(found?.pca.rho).toBeCloseTo(recorded.pca.quality.rho, 2);
      const own = found && nearest(Float64Array.from(found.squared), 500, 5);
      const alike = own?.reduce((n, j, at) => n + (j === recorded.near[at] ? 1 : 0), 0) ?? 0;
      expect(alike / recorded.near.length).toBeGreaterThan(0.99);
    },
  );

  test('t-SNE of the averages is worth what the recorded map is, and shows itself on the way', async () => {
    const at = await cloud({ pixels, place: 'average', labels }, context);
    if (!at) throw new Error('no cloud');
    const seen: number[] = [];
    const { squared } = at;
    const { perplexity, seed, steps } = mapDefaults;
    const found = await map(
      { squared, labels, perplexity, start: { seed }, steps },
      {
        ...context,
        progress: (_share: number, partial?: unknown) => seen.push((partial as MapSoFar).step),
      },
    );
    const { tsne } = recordedAt('average');
    expect(found?.divergence).toBeCloseTo(tsne.divergence, 1);
    expect(found?.quality.accuracy).toBeCloseTo(tsne.quality.accuracy, 1);
    expect(found?.quality.kept).toBeCloseTo(tsne.quality.kept, 1);
    expect(found?.quality.trust).toBeCloseTo(tsne.quality.trust, 2);
    expect(seen).toHaveLength(steps / 10);
    expect(seen.slice(0, 3)).toEqual([0, 10, 20]);
  });

  test('a reader who cancels gets nothing, and nothing leaks', async () => {
    await cloud({ pixels, place: 'pool2', labels }, context);
    const before = memory().numTensors;
    expect(await cloud({ pixels, place: 'average', labels }, cancelled)).toBeNull();
    await cloud({ pixels, place: 'average', labels }, context);
    expect(memory().numTensors).toBe(before);
    const squared = new Float32Array(9).fill(1);
    const start = { seed: 1 };
    const input = { squared, labels: [0, 0, 1], perplexity: 2, start, steps: 10 };
    expect(await map(input, cancelled)).toBeNull();
    const groups = strewnGroups('noise', [0, 0]);
    expect(await strewn({ groups, seed: 1, perplexity: 5 }, cancelled)).toBeNull();
  });
});

describe('points that are flat already', () => {
  const run = async (data: 'noise' | 'spread' | 'distances', perplexity: number, seed = 1) => {
    const found = await strewn({ groups: strewnGroups(data, [0, 0]), seed, perplexity }, context);
    if (!found) throw new Error('no map');
    return found;
  };

  test('even noise, 1.00, has the evenness 0.18 at perplexity 2 and 1.10 at 30', async () => {
    const low = await run('noise', 2);
    expect(low.data.evenness).toBeCloseTo(1, 2);
    expect(low.map.evenness).toBeCloseTo(0.18, 2);
    expect((await run('noise', 30)).map.evenness).toBeCloseTo(1.1, 1);
    for (const seed of [2, 3, 4]) {
      expect((await run('noise', 2, seed)).map.evenness).toBeLessThan(0.3);
    }
  });

  test('the clumps of noise are in its chance neighbours, not in the start; more steps leave them', () => {
    const n = 200;
    const data = strewnPoints(strewnGroups('noise', [0, 0]), 1);
    const p = neighbourProbabilities(squaredDistancesInPlane(data), n, 2);
    const place = (seed: number, steps: number) => {
      const layout = layOut(p, n, { start: { seed } });
      for (let step = 0; step < steps; step++) layout.move();
      return layout.y;
    };
    const first = clumps(place(1, 750));
    expect(new Set(first).size).toBe(69);
    expect(clumps(place(2, 750))).toEqual(first);
    expect(clumps(place(3, 750))).toEqual(first);
    expect(evenness(place(1, 20_000))).toBeCloseTo(0.16, 2);
  });

  test('of two groups one is 10.5 times as wide, and 1.03 times in the map', async () => {
    const { data, map: flat } = await run('spread', 30);
    expect((data.spreads[1] ?? 0) / (data.spreads[0] ?? 1)).toBeCloseTo(10.5, 1);
    expect((flat.spreads[1] ?? 0) / (flat.spreads[0] ?? 1)).toBeCloseTo(1.03, 1);
  });

  test('9.6 times as far comes out as 1.1, from 0.98 to 1.25 with other seeds, 1.9 at perplexity 60', async () => {
    const ratio = ({ distances }: { distances: number[] }) =>
      (distances[1] ?? 0) / (distances[0] ?? 1);
    const first = await run('distances', 30);
    expect(ratio(first.data)).toBeCloseTo(9.6, 1);
    expect(ratio(first.map)).toBeCloseTo(1.1, 1);
    const others = await Promise.all([2, 3, 4, 5, 6].map((seed) => run('distances', 30, seed)));
    const ratios = others.map((found) => ratio(found.map));
    expect(Math.min(...ratios)).toBeCloseTo(0.98, 1);
    expect(Math.max(...ratios)).toBeCloseTo(1.25, 1);
    expect(ratio((await run('distances', 60)).map)).toBeCloseTo(1.9, 1);
  });

  test('dragging the third group away does not move it in the map', async () => {
    const spans: number[] = [];
    for (const moved of [
      [0, 0],
      [-40, 60],
    ] as const) {
      const groups = strewnGroups('distances', [...moved]);
      const found = await strewn({ groups, seed: 1, perplexity: 30 }, context);
      spans.push(found?.map.distances[1] ?? Number.NaN);
    }
    expect((spans[1] ?? 0) / (spans[0] ?? 1)).toBeCloseTo(1, 0);
  });
});

/** For each point the first of those that it hangs together with by steps of 3 % of the map's half width. */
function clumps(y: Float64Array): number[] {
  const squared = squaredDistancesInPlane(y);
  const step = 0.03 * Math.max(...y.map(Math.abs));
  const n = y.length / 2;
  const first = Array.from({ length: n }, () => -1);
  for (let start = 0; start < n; start++) {
    if (first[start] !== -1) continue;
    const open = [start];
    first[start] = start;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (let other = 0; other < n; other++) {
        if (first[other] !== -1 || Math.sqrt(squared[at * n + other] ?? 0) >= step) continue;
        first[other] = start;
        open.push(other);
      }
    }
  }
  return first;
}
