import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { randomDomains } from '../shift/randomDomains.ts';
import {
  disagreement,
  errorOf,
  intervals,
  jointError,
  pairDivergence,
} from '../shift/targetBound.ts';
import type { CheckResult } from './context.ts';

/** All terms of Ben-David's bound on a finite space, for every interval as the rule. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const places = randomWhole(random, 4, 6);
  const [source, target] = randomDomains(places, random);
  const rules = intervals(places);
  const half = pairDivergence(rules, source, target) / 2;
  const joint = jointError(rules, source, target);
  const both = (rule: readonly number[]) => errorOf(source, rule) + errorOf(target, rule);
  const best = rules.reduce((least, rule) => (both(rule) < both(least) ? rule : least));

  let [over, first, second, third, nearest] = [-Infinity, 0, 0, 0, Infinity];
  for (const rule of rules) {
    const excess = errorOf(target, rule) - (errorOf(source, rule) + half + joint);
    over = Math.max(over, excess);
    nearest = Math.min(nearest, -excess);
    const [there, here] = [disagreement(target, rule, best), disagreement(source, rule, best)];
    first = Math.max(first, errorOf(target, rule) - errorOf(target, best) - there);
    second = Math.max(second, there - here - half);
    third = Math.max(third, here - errorOf(source, rule) - errorOf(source, best));
  }
  return Promise.resolve({
    statement: `${rules.length} rules on ${places} places: ½d = ${half.toFixed(3)}, λ* = ${joint.toFixed(3)}; the bound is nowhere nearer than ${nearest.toFixed(3)}`,
    rows: [
      {
        label: 'largest excess of a target error over the bound',
        value: Math.max(0, over),
        tolerance: 1e-12,
      },
      {
        label: 'step 1: largest excess of ε_T(h) over ε_T(h*) + ε_T(h,h*)',
        value: first,
        tolerance: 1e-12,
      },
      {
        label: 'step 2: largest excess of ε_T(h,h*) over ε_S(h,h*) + ½d',
        value: second,
        tolerance: 1e-12,
      },
      {
        label: 'step 3: largest excess of ε_S(h,h*) over ε_S(h) + ε_S(h*)',
        value: third,
        tolerance: 1e-12,
      },
    ],
  });
}
