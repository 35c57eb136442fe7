import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { entropy, entropyGradient } from '../semiSupervised/entropy.ts';
import type { CheckResult } from './context.ts';

/** The step of the sum along a line across the border, and how far it goes on either side. */
const [WIDTH, REACH] = [0.05, 60];

/**
 * ∂H/∂s_k = −p_k (log p_k + H), against central differences, and its sum, which is 0; and the entropy of
 * two classes along a line across their border, which has the area π²/3 over the slope w.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const s = Float64Array.from({ length: randomWhole(random, 2, 10) }, () => 2 * draw());
  const found = entropyGradient(s);
  const slope = 0.5 + 4 * random();
  let area = 0;
  for (let d = -REACH; d <= REACH; d += WIDTH) {
    area += WIDTH * entropy(Float64Array.of(slope * d, 0));
  }
  return Promise.resolve({
    statement: `${s.length} random logits, H = ${entropy(s).toFixed(3)} nats; a border of slope w = ${slope.toFixed(2)}`,
    rows: [
      {
        label: '−p (log p + H), and central differences of H',
        value: largestDifference(found, centralDifferences(entropy, s, 1e-5)),
        tolerance: 1e-8,
      },
      {
        label: 'the sum of the slopes, and 0',
        value: Math.abs(found.reduce((sum, slope) => sum + slope, 0)),
        tolerance: 1e-12,
      },
      {
        label: 'the area of H across a border, and π²/(3w)',
        value: Math.abs(area - Math.PI ** 2 / (3 * slope)),
        tolerance: 1e-8,
      },
    ],
  });
}
