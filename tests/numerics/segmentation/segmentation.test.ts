import { describe, expect, test } from 'vitest';

import { mulberry32 } from '#numerics/random.ts';
import { colourCosts } from '#numerics/segmentation/colourModel.ts';
import { minimumCut } from '#numerics/segmentation/minimumCut.ts';
import { otsuThreshold } from '#numerics/segmentation/otsuThreshold.ts';
import { overlap } from '#numerics/segmentation/overlap.ts';
import { seedsOf } from '#numerics/segmentation/seeds.ts';
import { energyOf, segment, type SegmentationCosts } from '#numerics/segmentation/segment.ts';

describe('a minimum cut', () => {
  test('of two nodes in a row goes through the narrowest edge', () => {
    // source —5→ 0 —2— 1 —4→ sink
    const cut = minimumCut({
      fromSource: Float64Array.of(5, 0),
      toSink: Float64Array.of(0, 4),
      edges: [{ a: 0, b: 1, capacity: 2 }],
    });
    expect(cut.value).toBe(2);
    expect([...cut.withSource]).toEqual([1, 0]);
  });

  test('lets the flow of an earlier path be turned back', () => {
    // Two routes that share the middle: the first path found may block both.
    const cut = minimumCut({
      fromSource: Float64Array.of(1, 1, 0, 0),
      toSink: Float64Array.of(0, 0, 1, 1),
      edges: [
        { a: 0, b: 2, capacity: 1 },
        { a: 0, b: 3, capacity: 1 },
        { a: 1, b: 2, capacity: 1 },
      ],
    });
    expect(cut.value).toBe(2);
  });
});

describe('the segmentation with the least energy', () => {
  const size = [3, 3] as const;

  test.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'is the best of all 512 labellings of nine pixels (seed %i)',
    (seed) => {
      const random = mulberry32(seed);
      const numbers = (n: number, scale: number) =>
        Float64Array.from({ length: n }, () => scale * (random() - 0.3));
      const picture = { pixels: numbers(27, 255), size };
      const costs: SegmentationCosts = {
        foreground: numbers(9, 3),
        background: numbers(9, 3),
        lambda: 2 * random(),
        sigma: 60,
      };
      const { labels, energy } = segment(picture, costs);
      expect(energy).toBe(energyOf(labels, picture, costs));
      let least = Infinity;
      for (let code = 0; code < 512; code++) {
        const other = Uint8Array.from({ length: 9 }, (_, i) => (code >> i) & 1);
        least = Math.min(least, energyOf(other, picture, costs));
      }
      expect(energy).toBeCloseTo(least, 9);
    },
  );

  test('keeps the labels that are given, whatever the neighbours say', () => {
    const costs: SegmentationCosts = {
      foreground: Float64Array.from({ length: 9 }, (_, i) => (i === 4 ? Infinity : 0)),
      background: Float64Array.from({ length: 9 }, () => 1),
      lambda: 10,
      sigma: 1,
    };
    costs.background[4] = 0;
    costs.background[0] = Infinity;
    const { labels, energy } = segment({ pixels: new Float32Array(27), size }, costs);
    expect(labels[4]).toBe(0);
    expect(labels[0]).toBe(1);
    expect(energy).toBeLessThan(Infinity);
  });

  test('refuses a pixel that may have no label', () => {
    const costs: SegmentationCosts = {
      foreground: Float64Array.of(Infinity),
      background: Float64Array.of(Infinity),
      lambda: 1,
      sigma: 1,
    };
    expect(() => segment({ pixels: [0, 0, 0], size: [1, 1] }, costs)).toThrow('both forbidden');
  });

  test('follows an edge in the colours rather than the seeds’ outline', () => {
    // 1×6: three dark pixels, three bright ones; one seed in each half.
    const pixels = [0, 0, 0, 200, 200, 200].flatMap((v) => [v, v, v]);
    const free = new Float64Array(6);
    const foreground = free.slice().fill(Infinity, 5);
    const background = free.slice().fill(Infinity, 0, 1);
    const { labels } = segment(
      { pixels, size: [1, 6] },
      { foreground, background, lambda: 1, sigma: 30 },
    );
    expect([...labels]).toEqual([1, 1, 1, 0, 0, 0]);
  });
});

describe('seeds from quantiles', () => {
  test('are 460 and 2,764 pixels for 5 and 30 per cent of 96×96', () => {
    const random = mulberry32(1);
    const map = Float32Array.from({ length: 96 * 96 }, random);
    const { foreground, background } = seedsOf(map, 0.05, 0.3);
    expect([foreground.length, background.length]).toEqual([460, 2764]);
    const least = Math.min(...foreground.map((i) => map[i] ?? 0));
    const most = Math.max(...background.map((i) => map[i] ?? 0));
    expect(map.filter((v) => v >= least)).toHaveLength(460);
    expect(map.filter((v) => v <= most)).toHaveLength(2764);
  });

  test('are none for a share of zero, and never both labels for one pixel', () => {
    expect(seedsOf([3, 1, 2], 0, 0)).toEqual({ foreground: [], background: [] });
    expect(() => seedsOf([3, 1, 2], 0.6, 0.6)).toThrow('one label');
  });
});

describe('the colour model', () => {
  const pixels = [250, 10, 10, 10, 10, 250, 240, 20, 20];

  test('finds a colour near the seeds’ cheaper than one far from them', () => {
    const costs = colourCosts(pixels, [0], { bandwidth: 20 });
    expect(costs[0]).toBeLessThan(costs[2] ?? 0);
    expect(costs[2]).toBeLessThan(costs[1] ?? 0);
  });

  test('is a density: over a grid of the cube its mass is 1', () => {
    const step = 15;
    const grid: number[] = [];
    for (let r = step / 2; r < 255; r += step)
      for (let g = step / 2; g < 255; g += step)
        for (let b = step / 2; b < 255; b += step) grid.push(r, g, b);
    const seeded = [127.5, 127.5, 127.5, ...grid];
    const costs = colourCosts(seeded, [0], { bandwidth: 25 });
    const mass = costs.slice(1).reduce((sum, cost) => sum + Math.exp(-cost), 0) * step ** 3;
    expect(mass).toBeCloseTo(1, 3);
  });

  test('asks for a seed', () => {
    expect(() => colourCosts(pixels, [], { bandwidth: 20 })).toThrow('at least one seed');
  });
});

test('Otsu’s threshold lies between two heaps of values', () => {
  // Between-class variances: one and three 3/16 · 36, two and two 1/4 · 64, three and one 3/16 · 36.
  expect(otsuThreshold([1, 2, 9, 10])).toBe(2);
  expect(otsuThreshold([0, 0, 0, 5])).toBe(0);
  expect(() => otsuThreshold([4, 4])).toThrow('two different values');
});

test('two 3×3 squares one step apart both ways overlap by 4 of 14 pixels', () => {
  const square = (from: number) =>
    Uint8Array.from({ length: 36 }, (_, i) => {
      const [row, column] = [Math.floor(i / 6), i % 6];
      return row >= from && row < from + 3 && column >= from && column < from + 3 ? 1 : 0;
    });
  const found = overlap(square(0), square(1));
  expect(found.intersectionOverUnion).toBeCloseTo(4 / 14, 12);
  const iou = found.intersectionOverUnion;
  expect(found.dice).toBeCloseTo((2 * iou) / (1 + iou), 12);
  expect(overlap([0, 0], [0, 0]).dice).toBe(1);
});
