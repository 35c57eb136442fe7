import { policyGradient, probabilityOf } from '../architectureSearch/policyGradient.ts';
import { optionsOf, spaceSize } from '../architectureSearch/space.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * The gradient of the expected reward J(α) = Σ π(a) R(a) over a small space, all of it listed: the
 * mean of (R − b) ∇ log π for two baselines, and central differences of J.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const counts = Array.from({ length: randomWhole(random, 2, 4) }, () => randomWhole(random, 2, 3));
  const networks = Array.from({ length: spaceSize(counts) }, (_, i) => optionsOf(i, counts));
  const rewards = networks.map(() => random());
  const flat = Float64Array.from({ length: counts.reduce((a, b) => a + b, 0) }, draw);
  const logitsOf = (values: Float64Array): number[][] => {
    let at = 0;
    return counts.map((count) => [...values.subarray(at, (at += count))]);
  };
  const expected = (values: Float64Array): number => {
    const logits = logitsOf(values);
    return networks.reduce((sum, a, i) => sum + probabilityOf(logits, a) * (rewards[i] ?? 0), 0);
  };
  const byDifference = centralDifferences(expected, flat);
  const logits = logitsOf(flat);
  const meanOf = (baseline: number): number[] => {
    const total = new Array<number>(flat.length).fill(0);
    networks.forEach((taken, i) => {
      const weight = probabilityOf(logits, taken);
      const own = policyGradient(logits, taken, (rewards[i] ?? 0) - baseline).flat();
      own.forEach((g, at) => (total[at] = (total[at] ?? 0) + weight * g));
    });
    return total;
  };
  const baseline = draw();
  return Promise.resolve({
    statement: `${networks.length} networks, ${counts.length} decisions, random rewards and logits`,
    rows: [
      {
        label: 'mean of R ∇log π, and central differences of J',
        value: largestDifference(meanOf(0), byDifference),
        tolerance: 1e-7,
      },
      {
        label: `the same with the baseline b = ${baseline.toFixed(2)}`,
        value: largestDifference(meanOf(baseline), byDifference),
        tolerance: 1e-7,
      },
    ],
  });
}
