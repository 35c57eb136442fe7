import { decisionsOf, shapeBias } from '../conflict/shapeBias.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Draws answers to conflicts and counts them; and takes the standard deviation of a share of n
 * answers from all n + 1 possible counts and their binomial probabilities, to compare with
 * √(p(1−p)/n).
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const trials = randomWhole(random, 60, 120);
  const conflicts = Array.from({ length: trials }, () => {
    const shape = randomWhole(random, 0, 3);
    return { shape, texture: (shape + randomWhole(random, 1, 3)) % 4 };
  });
  // Every third answer by texture, the rest by lot: at p = ½ many a wrong formula would agree.
  const answers = conflicts.map(({ texture }, i) =>
    i % 3 === 0 ? texture : randomWhole(random, 0, 3),
  );
  const decisions = decisionsOf(conflicts, answers);
  const found = shapeBias(decisions);
  const { bias, error, counted } = found ?? { bias: 0.5, error: 0, counted: 1 };
  const named = conflicts.filter(
    ({ shape, texture }, i) => answers[i] === shape || answers[i] === texture,
  );
  const byShape = named.filter((one) => answers[conflicts.indexOf(one)] === one.shape);

  let [mean, square] = [0, 0];
  for (let k = 0, chance = (1 - bias) ** counted; k <= counted; k++) {
    mean += chance * (k / counted);
    square += chance * (k / counted) ** 2;
    chance *= ((counted - k) / (k + 1)) * (bias / (1 - bias));
  }
  return Promise.resolve({
    statement: `${trials} conflicts, ${counted} counted: p = ${bias.toFixed(3)} ± ${error.toFixed(3)}`,
    rows: [
      {
        label: 'shape, texture and other answers together, and the conflicts',
        value: Math.abs(decisions.shape + decisions.texture + decisions.other - trials),
        tolerance: 0,
      },
      {
        label: 'share counted answer by answer, and S/(S+T)',
        value: Math.abs(byShape.length / named.length - bias),
        tolerance: 1e-12,
      },
      {
        label: 'standard deviation over all possible counts, and √(p(1−p)/n)',
        value: Math.abs(Math.sqrt(square - mean ** 2) - error),
        tolerance: 1e-9,
      },
    ],
  });
}
