import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { proxyDistance } from '../shift/domainClassifier.ts';
import { randomDomains } from '../shift/randomDomains.ts';
import { bestDomainError, divergence, intervals } from '../shift/targetBound.ts';
import type { CheckResult } from './context.ts';

/** d_H by its definition, and from the least error of a classifier of the domains. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const places = randomWhole(random, 4, 9);
  const [source, target] = randomDomains(places, random);
  const rules = intervals(places);
  const [distance, error] = [
    divergence(rules, source, target),
    bestDomainError(rules, source, target),
  ];
  const same = bestDomainError(rules, source, source);
  return Promise.resolve({
    statement: `${rules.length} rules on ${places} places: least error ${error.toFixed(3)}, d = ${distance.toFixed(3)}`,
    rows: [
      {
        label: '2 max |P_S(h=1) − P_T(h=1)|, and 2(1 − 2 min ε)',
        value: Math.abs(distance - proxyDistance(error)),
        tolerance: 1e-12,
      },
      {
        label: 'distance of a domain from itself',
        value: Math.abs(proxyDistance(same)),
        tolerance: 1e-12,
      },
    ],
  });
}
