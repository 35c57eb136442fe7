import { normalCdf, normalQuantile } from '../adversarial/normalDistribution.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** Numbers that the linear classifier adds up, and noises that it is tried on. */
const SIZE = 20;
const DRAWS = 20_000;
/** Patchwork regions of a line, and shifts of each. */
const REGIONS = 200;
const SHIFTS = 25;

/** R = σ Φ⁻¹(p): the exact distance for a half-space, and never too long for any region of a line. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const w = Float64Array.from({ length: SIZE }, draw);
  const sigma = 0.1 + random();
  const length = Math.hypot(...w);
  // The half-space wᵀx > 0, and an x whose distance to its edge is this:
  const distance = sigma * (0.3 + 1.2 * random());
  const p = normalCdf(distance / sigma);
  let inside = 0;
  for (let i = 0; i < DRAWS; i++) {
    let noise = 0;
    for (const weight of w) noise += weight * draw();
    if (distance + (sigma * noise) / length > 0) inside++;
  }

  let violation = 0;
  for (let region = 0; region < REGIONS; region++) {
    const cuts = Array.from({ length: 2 * randomWhole(random, 1, 5) }, () => 3 * sigma * draw());
    cuts.sort((a, b) => a - b);
    const heldBy = (x: number) =>
      cuts.reduce((sum, cut, i) => sum + (i % 2 ? 1 : -1) * normalCdf((cut - x) / sigma), 0);
    // The region, or what it leaves out: whichever has more than half.
    const share = heldBy(0) > 0.5 ? heldBy : (x: number) => 1 - heldBy(x);
    // Closer to 1 than that, Φ⁻¹ is a matter of rounding.
    const quantile = normalQuantile(Math.min(share(0), 1 - 1e-7));
    for (let i = 1; i <= SHIFTS; i++) {
      const shift = (random() < 0.5 ? -1 : 1) * (i / SHIFTS) * sigma * quantile;
      const bound = normalCdf(quantile - Math.abs(shift) / sigma);
      violation = Math.max(violation, bound - share(shift));
    }
  }
  return Promise.resolve({
    statement: `σ = ${sigma.toFixed(3)}; a half-space at the distance ${distance.toFixed(3)} in ${SIZE} dimensions, and ${REGIONS} regions of up to five intervals of a line`,
    rows: [
      {
        label: 'half-space: σ Φ⁻¹(p), and its distance',
        value: Math.abs(sigma * normalQuantile(p) - distance),
        tolerance: 1e-10,
      },
      {
        label: `half-space: share of ${DRAWS} noises that stay in it, and p`,
        value: Math.abs(inside / DRAWS - p),
        tolerance: 4.5 * Math.sqrt((p * (1 - p)) / DRAWS),
      },
      {
        label: `regions, each shifted ${SHIFTS} times: how far a share fell below Φ(Φ⁻¹(p) − |δ|/σ)`,
        value: violation,
        tolerance: 1e-9,
      },
    ],
  });
}
