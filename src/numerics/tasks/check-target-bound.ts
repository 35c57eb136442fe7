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

  let [over, disagreeing, nearest] = [-Infinity, 0, Infinity];
  for (const rule of rules) {
    const excess = errorOf(target, rule) - (errorOf(source, rule) + half + joint);
    over = Math.max(over, excess);
    nearest = Math.min(nearest, -excess);
    const apart = Math.abs(disagreement(target, rule, best) - disagreement(source, rule, best));
    disagreeing = Math.max(disagreeing, apart - half);
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
        label: 'largest excess of |ε_T(h,h*) − ε_S(h,h*)| over ½d',
        value: Math.max(0, disagreeing),
        tolerance: 1e-12,
      },
      {
        label: 'λ*, and the errors of the rule h*',
        value: Math.abs(joint - both(best)),
        tolerance: 1e-12,
      },
    ],
  });
}
