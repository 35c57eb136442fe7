import { binomialProbabilities } from '../counting/binomial.ts';
import { drawSample, largestDeviation } from '../learning/sample.ts';
import { examplesFor, uniformBound } from '../learning/uniformBound.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * The bound for one rule against the exact binomial probabilities of all true risks, and for the 2^k
 * rules of a strip against many samples; and the number of examples that it asks for.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const n = randomWhole(random, 20, 200);
  const delta = 0.02 + 0.3 * random();
  const reach = uniformBound(0, n, delta);
  let worst = 0;
  for (let i = 0; i <= 50; i++) {
    const risk = i / 50;
    const outside = binomialProbabilities(n, risk).reduce(
      (sum, p, wrong) => sum + (Math.abs(wrong / n - risk) > reach + 1e-12 ? p : 0),
      0,
    );
    worst = Math.max(worst, outside);
  }
  const [blocks, samples] = [4, 400];
  const strip = Array.from({ length: 16 }, () => random());
  const wide = uniformBound(blocks * Math.LN2, n, delta);
  // Put back into Hoeffding's inequality, summed over the rules, the bounds must give δ again.
  const summed = (rules: number, epsilon: number) => 2 * rules * Math.exp(-2 * n * epsilon ** 2);
  let missed = 0;
  for (let i = 0; i < samples; i++) {
    if (largestDeviation(strip, drawSample(strip, n, seed + i), blocks) > wide) missed++;
  }
  const epsilon = 0.02 + 0.1 * random();
  const needed = examplesFor(epsilon, blocks * Math.LN2, delta);
  const [enough, less] = [needed, needed - 1].map((m) => uniformBound(blocks * Math.LN2, m, delta));
  return Promise.resolve({
    statement: `n = ${n}, δ = ${delta.toFixed(3)}: one rule is further off than ${reach.toFixed(3)} with a probability of at most ${worst.toFixed(4)}; one of 16 rules further than ${wide.toFixed(3)} in ${missed} of ${samples} samples`,
    rows: [
      { label: 'probability beyond δ, one rule', value: Math.max(0, worst - delta), tolerance: 0 },
      {
        label: 'δ, and δ from the bound, one rule',
        value: Math.abs(summed(1, reach) - delta),
        tolerance: 1e-12,
      },
      {
        label: 'δ, and δ from the bound, all rules',
        value: Math.abs(summed(2 ** blocks, wide) - delta),
        tolerance: 1e-12,
      },
      {
        label: 'share of samples beyond δ, all rules',
        value: Math.max(0, missed / samples - delta),
        tolerance: 0,
      },
      {
        label: 'examples: one less is too few, so many are enough',
        value: Math.max((enough ?? 1) - epsilon, epsilon - (less ?? 0), 0),
        tolerance: 0,
      },
    ],
  });
}
