import { estimateVariance, varianceTerms } from '../domains/twoLevel.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Mean and variance of the two-level estimate: the box, and every way in which the domains and the
 * wrong answers in them can be drawn, each with its probability.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const kinds = randomWhole(random, 2, 4);
  const domains = randomWhole(random, 1, 3);
  const examples = randomWhole(random, 1, 4);
  const risks = Array.from({ length: kinds }, () => random());
  const lots = Array.from({ length: kinds }, () => random() + 0.1);
  const total = lots.reduce((sum, lot) => sum + lot, 0);
  const chances = lots.map((lot) => lot / total);

  let [mean, square] = [0, 0];
  const draw = (left: number, wrong: number, probability: number): void => {
    if (left === 0) {
      const estimate = wrong / (domains * examples);
      mean += probability * estimate;
      square += probability * estimate ** 2;
      return;
    }
    risks.forEach((risk, d) => {
      for (let k = 0; k <= examples; k++) {
        const chance = choose(examples, k) * risk ** k * (1 - risk) ** (examples - k);
        draw(left - 1, wrong + k, probability * (chances[d] ?? 0) * chance);
      }
    });
  };
  draw(domains, 0, 1);

  const terms = varianceTerms(risks, chances);
  return Promise.resolve({
    statement: `${kinds} possible domains with random risks, ${domains} of them drawn, ${examples} pictures each; every outcome counted`,
    rows: [
      {
        label: 'the mean of the estimate, and R(f)',
        value: Math.abs(mean - terms.mean),
        tolerance: 1e-12,
      },
      {
        label: 'its variance, and τ²/m + σ²/(mn)',
        value: Math.abs(square - mean ** 2 - estimateVariance(terms, domains, examples)),
        tolerance: 1e-12,
      },
    ],
  });
}

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
}
