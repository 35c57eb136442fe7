import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { meanDrawnRisk } from '../regression/drawnFits.ts';
import { gaussianRisk } from '../regression/gaussianRisk.ts';
import type { CheckResult, TaskContext } from './context.ts';

/** Samples that are drawn and fitted. */
const DRAWS = 2000;

/** Below the threshold the mean risk is (σ² + what is outside) times 1 + p/(n − p − 1). */
export default async function check(
  { seed }: { seed: number },
  context: TaskContext,
): Promise<CheckResult | null> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const size = randomWhole(random, 3, 8);
  const examples = size + randomWhole(random, 8, 16);
  const noise = 0.25 + random();
  const beta = Array.from({ length: size + 3 }, () => draw() / 2);
  const energy = (values: readonly number[]) => values.reduce((sum, b) => sum + b * b, 0);
  const [inside, outside] = [energy(beta.slice(0, size)), energy(beta.slice(size))];
  const terms = gaussianRisk({ examples, size, noise, inside, outside });
  const drawn = await meanDrawnRisk({ examples, size, beta, noise }, draw, DRAWS, context);
  if (!drawn) return null;
  return {
    statement: `${examples} examples, ${size} of ${size + 3} features, σ² = ${noise.toFixed(2)}: the formula says ${terms.risk.toFixed(3)}, and ${DRAWS} samples, drawn and fitted, have ${drawn.mean.toFixed(3)} ± ${drawn.error.toFixed(3)} in the mean`,
    rows: [
      {
        label: 'mean risk of the fits, and the formula; allowed are five standard errors',
        value: Math.abs(drawn.mean - terms.risk),
        tolerance: 5 * drawn.error,
      },
      {
        label: 'the formula, and v (n − 1)/(n − p − 1)',
        value: Math.abs(terms.risk - ((noise + outside) * (examples - 1)) / (examples - size - 1)),
        tolerance: 1e-12,
      },
    ],
  };
}
