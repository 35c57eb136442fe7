import {
  drawSample,
  empiricalBest,
  largestDeviation,
  trainingError,
  type Sample,
} from '../learning/sample.ts';
import { bestRisk, riskOf } from '../learning/strip.ts';
import { mulberry32 } from '../random.ts';
import type { CheckResult } from './context.ts';

const [BLOCKS, SAMPLES] = [8, 200] as const;
/** The factor of the bound. */
const FACTOR = 2;
/** Examples of a vote that goes wrong by one. */
const CLOSE = 2001;

/**
 * R(f_n) − R(f*) is at most twice the largest deviation over the class, sample by sample; that deviation
 * is the largest over all 256 rules, each looked at by itself; and nothing less than twice will do: in
 * one block whose vote goes wrong by one example, twice exceeds R(f_n) − R(f*) by no more than 1/n.
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
    excess = Math.max(excess, estimation - FACTOR * largest);
    closest = Math.max(closest, estimation / (FACTOR * largest));
    if (i >= 20) continue;
    const each = rules.map((rule, j) => Math.abs((risks[j] ?? 0) - trainingError(sample, rule)));
    apart = Math.max(apart, Math.abs(largest - Math.max(...each)));
  }
  const mean = 0.55 + 0.4 * random();
  const close: Sample = { ones: [(CLOSE - 1) / 2], zeros: [(CLOSE + 1) / 2] };
  const lost = riskOf([mean], empiricalBest(close, 1)) - bestRisk([mean], 1);
  const room = FACTOR * largestDeviation([mean], close, 1) - lost;
  return Promise.resolve({
    statement: `${SAMPLES} samples, eight blocks: R(f_n) − R(f*) came to at most ${closest.toFixed(2)} of twice the largest deviation`,
    rows: [
      { label: 'by how much a sample exceeds the bound', value: excess, tolerance: 1e-12 },
      {
        label: 'largest deviation, and over all 256 rules one by one',
        value: apart,
        tolerance: 1e-12,
      },
      {
        label: 'a vote wrong by one: from 1/n, what the bound leaves over',
        value: Math.abs(room - 1 / CLOSE),
        tolerance: 1e-12,
      },
    ],
  });
}
