import { areaUnder, auroc, countedPairs, rocCurve } from '../novelty/auroc.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Draws whole scores, so that many are equal, and takes the area under the curve in three ways. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = (count: number, least: number) =>
    Array.from({ length: count }, () => randomWhole(random, least, least + 12));
  const inside = draw(randomWhole(random, 3, 40), 2);
  const outside = draw(randomWhole(random, 3, 40), 0);
  const pairs = countedPairs(inside, outside);
  const curve = rocCurve(inside, outside);
  const ties = inside.flatMap((a) => outside.filter((b) => a === b)).length;
  return Promise.resolve({
    statement: `${inside.length} scores inside, ${outside.length} outside, ${ties} equal pairs: AUROC ${pairs.toFixed(4)}`,
    rows: [
      {
        label: 'area under the curve by trapezia, and pairs counted',
        value: Math.abs(areaUnder(curve) - pairs),
        tolerance: 1e-12,
      },
      {
        label: 'by sorting, and pairs counted',
        value: Math.abs(auroc(inside, outside).area - pairs),
        tolerance: 1e-12,
      },
      {
        label: 'the curve after doubling and cubing all scores',
        value: Math.abs(
          areaUnder(
            rocCurve(
              inside.map((s) => (2 * s) ** 3),
              outside.map((s) => (2 * s) ** 3),
            ),
          ) - pairs,
        ),
        tolerance: 1e-12,
      },
    ],
  });
}
