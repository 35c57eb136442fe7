import { describe, expect, test } from 'vitest';

import checkCutEnergy from '#numerics/tasks/check-cut-energy.ts';
import checkMaskOverlap from '#numerics/tasks/check-mask-overlap.ts';
import checkSeedShares from '#numerics/tasks/check-seed-shares.ts';
import smallCut from '#numerics/tasks/gradient-segmentation-cut.ts';
import segmentation from '#numerics/tasks/gradient-segmentation-lab.ts';

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe.each([
  ['a minimum cut plus the cheapest labels is the least energy of all labellings', checkCutEnergy],
  ['the two colour models differ by (a − b)(o − g)', checkSeedShares],
  ['Dice is 2 IoU/(1 + IoU)', checkMaskOverlap],
])('%s', (_, check) => {
  test.each(seeds)('from seed %i', async (seed) => {
    const { rows } = await check({ seed });
    for (const { label, value, tolerance } of rows) {
      expect(value, label).toBeLessThanOrEqual(tolerance);
    }
  });
});

describe('sixteen pixels', () => {
  const levels = [
    [1, 2, 0, 5],
    [2, 8, 7, 1],
    [1, 9, 4, 8],
    [0, 2, 8, 7],
  ];

  test('are cut as cheaply as the cheapest of 65,536 labellings', async () => {
    const cut = await smallCut({ levels, lambda: 4, sigma: 3 });
    expect(cut.labellings).toBe(65_536);
    expect(cut.energy).toBeCloseTo(cut.leastOfAll, 9);
    expect(cut.base + cut.value).toBeCloseTo(cut.energy, 9);
    expect(cut.paths.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(cut.value, 9);
  });

  test('each take their own cheaper label when λ is 0', async () => {
    const cut = await smallCut({ levels, lambda: 0, sigma: 3 });
    expect(cut.labels).toEqual(levels.flat().map((level) => (level > 4.5 ? 1 : 0)));
  });
});

describe('a map of a picture whose mask is known', () => {
  // The left half red, the right half blue; the map knows the left half.
  const side = 6;
  const truth = Uint8Array.from({ length: side * side }, (_, i) => (i % side < 3 ? 1 : 0));
  const pixels = Uint8Array.from({ length: 3 * side * side }, (_, at) =>
    at % 3 === (truth[Math.floor(at / 3)] ? 0 : 2) ? 220 : 30,
  );
  const options = { foregroundShare: 0.1, backgroundShare: 0.3, lambda: 2 };
  const input = { pixels, height: side, width: side, truth, options };

  test('gives the mask by its threshold and by its seeds, and its seeds are counted', async () => {
    const found = await segmentation({ ...input, map: truth });
    expect(found.threshold.intersectionOverUnion).toBe(1);
    expect(found.cut.intersectionOverUnion).toBe(1);
    expect(found.onObject).toEqual({ foreground: 1, background: 0 });
    expect(found.objectShare).toBe(0.5);
  });

  test('that is flat has an empty mask above the threshold, and seeds all the same', async () => {
    const found = await segmentation({ ...input, map: new Float64Array(side * side) });
    expect(found.threshold.intersectionOverUnion).toBe(0);
    expect(found.seeds.foreground).toHaveLength(3);
  });
});
