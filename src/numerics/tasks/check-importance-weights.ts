import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { expectation, weightAt, weighting, type CovariateShift } from '../shift/importance.ts';
import { randomDistribution } from '../shift/randomDistribution.ts';
import type { CheckResult } from './context.ts';

/** The weighted risk against the target's, and mean and variance of the estimate over all samples of two. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const places = randomWhole(random, 3, 9);
  const shift: CovariateShift = {
    source: randomDistribution(places, random),
    target: randomDistribution(places, random),
    loss: Array.from({ length: places }, random),
  };
  const found = weighting(shift);

  // Every outcome of one example: its place, and right or wrong.
  const outcomes = shift.source.flatMap((p, x) =>
    [0, 1].map((wrong) => ({
      probability: p * (wrong ? (shift.loss[x] ?? 0) : 1 - (shift.loss[x] ?? 0)),
      value: weightAt(shift, x) * wrong,
    })),
  );
  let [mean, squares] = [0, 0];
  for (const a of outcomes) {
    for (const b of outcomes) {
      const estimate = (a.value + b.value) / 2;
      mean += a.probability * b.probability * estimate;
      squares += a.probability * b.probability * estimate ** 2;
    }
  }
  const kish = 1 / expectation(shift.target, (x) => weightAt(shift, x));
  return Promise.resolve({
    statement: `${places} places: source risk ${found.sourceRisk.toFixed(3)}, target risk ${found.targetRisk.toFixed(3)}, of 1,000 examples ${Math.round(1000 * found.effectiveShare)} count`,
    rows: [
      {
        label: 'weighted risk on the source, and risk on the target',
        value: Math.abs(found.weightedRisk - found.targetRisk),
        tolerance: 1e-12,
      },
      {
        label: 'mean of the estimate over all samples of two, and target risk',
        value: Math.abs(mean - found.targetRisk),
        tolerance: 1e-12,
      },
      {
        label: 'its variance, and the variance of one example over two',
        value: Math.abs(squares - mean ** 2 - found.deviation ** 2 / 2),
        tolerance: 1e-12,
      },
      {
        label: 'share that counts, by the source and by the target',
        value: Math.abs(found.effectiveShare - kish),
        tolerance: 1e-12,
      },
    ],
  });
}
