import { accuracyAt } from '../cues/shortcut.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Accuracy on a test in which the cue agrees with the label in a share ρ of the pictures: counted
 * picture by picture, and ρ A⁺ + (1 − ρ) A⁻; for a classifier that looks at the cue only, ρ.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const pictures = randomWhole(random, 20, 200);
  const agreeing = randomWhole(random, 1, pictures - 1);
  const chances = { agree: random(), disagree: random() };
  const right: boolean[] = [];
  for (let i = 0; i < pictures; i++) {
    right.push(random() < (i < agreeing ? chances.agree : chances.disagree));
  }
  const share = (some: readonly boolean[]) => some.filter(Boolean).length / some.length;
  const rho = agreeing / pictures;
  const measured = {
    agree: share(right.slice(0, agreeing)),
    disagree: share(right.slice(agreeing)),
  };
  const cueOnly = Array.from({ length: pictures }, (_, i) => i < agreeing);
  const shortcut = { agree: 1, disagree: 0 };
  return Promise.resolve({
    statement: `${pictures} pictures, the cue agrees in ${agreeing} of them`,
    rows: [
      {
        label: 'right answers counted, and ρA⁺ + (1 − ρ)A⁻',
        value: Math.abs(share(right) - accuracyAt(measured, rho)),
        tolerance: 1e-12,
      },
      {
        label: 'a classifier that looks at the cue only, counted, and ρ',
        value: Math.abs(share(cueOnly) - accuracyAt(shortcut, rho)),
        tolerance: 1e-12,
      },
      {
        label: 'the same, matched and flipped test together, and 1',
        value: Math.abs(accuracyAt(shortcut, rho) + accuracyAt(shortcut, 1 - rho) - 1),
        tolerance: 1e-12,
      },
    ],
  });
}
