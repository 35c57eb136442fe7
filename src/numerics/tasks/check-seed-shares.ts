import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { colourCosts } from '../segmentation/colourModel.ts';
import type { CheckResult } from './context.ts';

const BANDWIDTH = 8;

/**
 * An object of three random reds on a ground of three random blues; among the foreground seeds the
 * object has a share a, among the background seeds b, each kind of seed with all its colours alike
 * often. The difference of the two costs is then log(a/b) for every colour of the object, and
 * log((1−a)/(1−b)) for every colour of the ground.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const level = (low: number, high: number) => low + (high - low) * random();
  const palette = (red: number, blue: number) =>
    Array.from({ length: 3 }, () => [level(red, red + 40), level(0, 255), level(blue, blue + 40)]);
  const [object, ground] = [palette(210, 0), palette(0, 210)];
  // Seeds in twentieths: each colour of a kind once for every twentieth.
  const [a, b] = [randomWhole(random, 5, 19), randomWhole(random, 1, 4)];
  const pixels = [...object, ...ground].flat();
  const seedsOf = (twentieths: number) =>
    Array.from({ length: 20 }, (_, k) => (k < twentieths ? [0, 1, 2] : [3, 4, 5])).flat();
  // Nothing is left for colours that no seed has: the two models only.
  const costsOf = (twentieths: number) =>
    colourCosts(pixels, seedsOf(twentieths), { bandwidth: BANDWIDTH, outlier: 0 });
  const [foreground, background] = [costsOf(a), costsOf(b)];
  const differences = [0, 1, 2, 3, 4, 5].map((i) => (background[i] ?? 0) - (foreground[i] ?? 0));
  const row = (label: string, found: number[], wanted: number) => ({
    label,
    value: Math.max(...found.map((value) => Math.abs(value - wanted))),
    tolerance: 1e-9,
  });
  const [pa, pb] = [a / 20, b / 20];
  return Promise.resolve({
    statement: `foreground seeds ${Math.round(100 * pa)} % on the object, background seeds ${Math.round(100 * pb)} %`,
    rows: [
      row(
        'U(0) − U(1) of the object’s colours, and log(a/b)',
        differences.slice(0, 3),
        Math.log(pa / pb),
      ),
      row(
        'U(0) − U(1) of the ground’s colours, and log((1−a)/(1−b))',
        differences.slice(3),
        Math.log((1 - pa) / (1 - pb)),
      ),
    ],
  });
}
