import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { minimumCut } from '../segmentation/minimumCut.ts';
import { cutGraphOf, energyOf, segment, type SegmentationCosts } from '../segmentation/segment.ts';
import type { CheckResult } from './context.ts';

/**
 * On a random small picture with random costs: the value of the minimum cut and the costs that every
 * labelling pays make the energy of the cut's labelling, and no labelling of all has less.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [h, w] = [randomWhole(random, 2, 3), randomWhole(random, 2, 4)];
  const n = h * w;
  const numbers = (count: number, most: number) =>
    Float64Array.from({ length: count }, () => most * random());
  const picture = { pixels: numbers(3 * n, 255), size: [h, w] as const };
  const costs: SegmentationCosts = {
    foreground: numbers(n, 3),
    background: numbers(n, 3),
    lambda: 0.5 + 2 * random(),
    sigma: 80,
  };
  const { value } = minimumCut(cutGraphOf(picture, costs));
  const base = costs.foreground.reduce(
    (sum, u, i) => sum + Math.min(u, costs.background[i] ?? 0),
    0,
  );
  const { energy } = segment(picture, costs);
  let least = Infinity;
  for (let code = 0; code < 2 ** n; code++) {
    const labels = Uint8Array.from({ length: n }, (_, i) => (code >> i) & 1);
    least = Math.min(least, energyOf(labels, picture, costs));
  }
  return Promise.resolve({
    statement: `a picture of ${h}×${w} random colours with random costs: ${2 ** n} labellings, the cheapest of energy ${least.toFixed(3)}`,
    rows: [
      {
        label: 'the cut’s value + Σ min U, and the energy of its labelling',
        value: Math.abs(value + base - energy),
        tolerance: 1e-9,
      },
      {
        label: 'that energy, and the least of all labellings',
        value: Math.abs(energy - least),
        tolerance: 1e-9,
      },
    ],
  });
}
