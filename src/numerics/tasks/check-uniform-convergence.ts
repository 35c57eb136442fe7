import { drawSample, empiricalBest, largestDeviation, trainingError } from '../learning/sample.ts';
import { bestRisk, riskOf } from '../learning/strip.ts';
import { mulberry32 } from '../random.ts';
import type { CheckResult } from './context.ts';

const [BLOCKS, SAMPLES] = [8, 200] as const;

/**
 * R(f_n) − R(f*) is at most twice the largest deviation over the class, sample by sample; and that
 * deviation is the largest over all 256 rules, each looked at by itself.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const strip = Array.from({ length: 32 }, () => random());
  const best = bestRisk(strip, BLOCKS);
  const rules = Array.from({ length: 2 ** BLOCKS }, (_, code) =>
    Array.from({ length: BLOCKS }, (__, b) => (code >> b) & 1),
  );
  const risks = rules.map((rule) => riskOf(strip, rule));
  let [excess, closest, apart] = [0, 0, 0];
  for (let i = 0; i < SAMPLES; i++) {
    const n = 5 + Math.floor(random() * 60);
    const sample = drawSample(strip, n, seed + i);
    const estimation = riskOf(strip, empiricalBest(sample, BLOCKS)) - best;
    const largest = largestDeviation(strip, sample, BLOCKS);
    excess = Math.max(excess, estimation - 2 * largest);
    closest = Math.max(closest, estimation / (2 * largest));
    if (i >= 20) continue;
    const each = rules.map((rule, j) => Math.abs((risks[j] ?? 0) - trainingError(sample, rule)));
    apart = Math.max(apart, Math.abs(largest - Math.max(...each)));
  }
  return Promise.resolve({
    statement: `${SAMPLES} samples, eight blocks: R(f_n) − R(f*) came to at most ${closest.toFixed(2)} of twice the largest deviation`,
    rows: [
      { label: 'by how much a sample exceeds the bound', value: excess, tolerance: 1e-12 },
      {
        label: 'largest deviation, and over all 256 rules one by one',
        value: apart,
        tolerance: 1e-12,
      },
    ],
  });
}
