import { largestDifference } from '../gradientCheck.ts';
import { pathShares, pathVariance, type Taps } from '../influence.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** At most so many weights in a stack: all 2^14 choices of their signs are gone through. */
const MOST_WEIGHTS = 14;

/**
 * With random weights it is the *square* of the sensitivity that is spread like the ways, on average.
 * The weights are +c or −c, with equal chance and a c for each layer; the mean is over all choices
 * of the signs and therefore exact.
 */
export default function checkEnergy({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const taps: Taps[] = [];
  const weights = () => taps.reduce((sum, { kernel }) => sum + kernel, 0);
  while (taps.length < 2 || weights() <= MOST_WEIGHTS - 4) {
    taps.push({ kernel: randomWhole(random, 2, 4), stride: 1, dilation: 1 });
  }
  const sizes = taps.map(() => 0.5 + random());
  const shares = pathShares(taps);
  const count = 2 ** weights();

  const energy = new Float64Array(shares.length);
  for (let choice = 0; choice < count; choice++) {
    sensitivities(taps, sizes, choice).forEach((value, pixel) => {
      energy[pixel] = (energy[pixel] ?? 0) + value ** 2 / count;
    });
  }
  const total = energy.reduce((sum, value) => sum + value, 0);
  const found = energy.map((value) => value / total);
  const middle = (shares.length - 1) / 2;
  const variance = found.reduce((sum, share, at) => sum + share * (at - middle) ** 2, 0);
  const expected = pathVariance(taps);
  return Promise.resolve({
    statement: `Layers of ${taps.map(({ kernel }) => kernel).join(', ')} weights along one axis, each weight plus or minus a number of its layer: the mean over all ${count} choices of the signs`,
    rows: [
      {
        label: `share of the mean energy at each of ${shares.length} pixels, against the share of the ways`,
        value: largestDifference(found, shares),
        tolerance: 1e-12,
      },
      {
        label: `σ² of the mean energy, against Σ (k² − 1) / 12 = ${expected.toFixed(2)}`,
        value: Math.abs(variance - expected),
        tolerance: 1e-11,
      },
    ],
  });
}

/** The unit's sensitivity to each pixel, with the signs that the bits of `choice` say. */
function sensitivities(taps: readonly Taps[], sizes: readonly number[], choice: number) {
  let line = Float64Array.of(1);
  let bit = 0;
  for (const [layer, { kernel }] of taps.entries()) {
    const next = new Float64Array(line.length + kernel - 1);
    for (let tap = 0; tap < kernel; tap++, bit++) {
      const weight = (sizes[layer] ?? 0) * ((choice >> bit) & 1 ? -1 : 1);
      line.forEach((value, at) => (next[at + tap] = (next[at + tap] ?? 0) + weight * value));
    }
    line = next;
  }
  return line;
}
