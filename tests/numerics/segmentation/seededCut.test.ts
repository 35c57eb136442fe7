import { describe, expect, test } from 'vitest';

import { mulberry32 } from '#numerics/random.ts';
import { augmentingPaths } from '#numerics/segmentation/augmentingPaths.ts';
import { centreMap } from '#numerics/segmentation/centreMap.ts';
import { composite } from '#numerics/segmentation/composite.ts';
import { minimumCut, type CutGraph } from '#numerics/segmentation/minimumCut.ts';
import { seededCut } from '#numerics/segmentation/seededCut.ts';
import { seedsOf } from '#numerics/segmentation/seeds.ts';
import { cutGraphOf, energyOf, segment } from '#numerics/segmentation/segment.ts';
import { shareInside } from '#numerics/segmentation/shareInside.ts';

const options = { foregroundShare: 0.1, backgroundShare: 0.3, lambda: 2 };

describe('a cut traced path by path', () => {
  test('of three pixels in a row sends 2 through the middle, and the bright pixel stays alone', () => {
    // The chapter's example: U(1) = 1, 4, 5; U(0) = 6, 3, 1; neighbours 2 and 3.
    const graph: CutGraph = {
      fromSource: Float64Array.of(5, 0, 0),
      toSink: Float64Array.of(0, 1, 4),
      edges: [
        { a: 0, b: 1, capacity: 2 },
        { a: 1, b: 2, capacity: 3 },
      ],
    };
    const { value, withSource, paths } = augmentingPaths(graph);
    expect(value).toBe(2);
    expect([...withSource]).toEqual([1, 0, 0]);
    expect(paths).toEqual([
      { nodes: [0, 1], amount: 1 },
      { nodes: [0, 1, 2], amount: 1 },
    ]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is the minimum cut (seed %i)', (seed) => {
    const random = mulberry32(seed);
    const numbers = (n: number, scale: number) =>
      Float64Array.from({ length: n }, () => scale * random());
    const picture = { pixels: numbers(60, 255), size: [4, 5] as const };
    const costs = { foreground: numbers(20, 4), background: numbers(20, 4), lambda: 2, sigma: 90 };
    const graph = cutGraphOf(picture, costs);
    const traced = augmentingPaths(graph);
    const found = minimumCut(graph);
    expect(traced.value).toBeCloseTo(found.value, 9);
    expect(traced.paths.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(found.value, 9);
    expect(energyOf(traced.withSource, picture, costs)).toBeCloseTo(
      segment(picture, costs).energy,
      9,
    );
  });
});

describe('an object laid on a ground', () => {
  const object = {
    pixels: Uint8Array.of(200, 0, 0, 220, 0, 0, 9, 9, 9, 240, 0, 0),
    mask: Uint8Array.of(1, 1, 0, 1),
    height: 2,
    width: 2,
  };
  const ground = { pixels: new Uint8Array(27).fill(100), height: 3, width: 3 };

  test('has its mask where it lies, and nothing else of its picture comes along', () => {
    const { pixels, mask } = composite(object, ground, { row: 1, column: 1 }, 0);
    expect([...mask]).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 1]);
    expect([...pixels.subarray(12, 18)]).toEqual([200, 0, 0, 220, 0, 0]);
    expect([...pixels.subarray(21, 24)]).toEqual([100, 100, 100]);
  });

  test('is cut off at the border', () => {
    const { mask } = composite(object, ground, { row: 2, column: 2 }, 0);
    expect([...mask]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('has the mean and the deviation of the ground when it is fully disguised', () => {
    const random = mulberry32(5);
    const bytes = (n: number, low: number, high: number) =>
      Uint8Array.from({ length: n }, () => low + (high - low) * random());
    const side = 20;
    const all = { mask: new Uint8Array(side * side).fill(1), height: side, width: side };
    const own = { pixels: bytes(3 * side * side, 0, 60), ...all };
    const under = { pixels: bytes(3 * side * side, 120, 180), height: side, width: side };
    const { pixels } = composite(own, under, { row: 0, column: 0 }, 1);
    const mean = (values: Uint8Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
    expect(mean(pixels)).toBeCloseTo(mean(under.pixels), 0);
  });
});

describe('a mask cut from seeds', () => {
  // A red square on blue; the map knows a few of its pixels only.
  const side = 12;
  const mask = Uint8Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    return row >= 2 && row < 8 && column >= 3 && column < 9 ? 1 : 0;
  });
  const random = mulberry32(3);
  const pixels = Uint8Array.from({ length: 3 * side * side }, (_, at) => {
    const level = [200, 40, 40];
    const other = [40, 60, 200];
    return ((mask[Math.floor(at / 3)] ? level : other)[at % 3] ?? 0) + 20 * random();
  });
  const picture = { pixels, size: [side, side] as const };

  test('is the object, although less than half of the foreground seeds lie on it', () => {
    const noisy = mulberry32(8);
    const map = Float64Array.from(mask, (inside) => noisy() ** (inside ? 1 : 1.4));
    const { foreground } = seedsOf(map, 0.1, 0.3);
    expect(shareInside(foreground, mask)).toBeLessThan(0.5);
    expect([...seededCut(picture, map, options).labels]).toEqual([...mask]);
  });

  test('keeps every wrong seed when seeds are certain', () => {
    const noisy = mulberry32(8);
    const map = Float64Array.from(mask, (inside) => noisy() ** (inside ? 1 : 1.4));
    const { seeds, labels } = seededCut(picture, map, { ...options, certain: true });
    expect(seeds.foreground.every((i) => labels[i] === 1)).toBe(true);
    expect(seeds.background.every((i) => labels[i] === 0)).toBe(true);
    expect([...labels]).not.toEqual([...mask]);
  });
});

test('the map that asks no network is highest in the middle and lowest in the corners', () => {
  const map = centreMap([5, 5]);
  expect(map.indexOf(Math.max(...map))).toBe(12);
  expect(map[0]).toBe(Math.min(...map));
});
