import { expectation, type Distribution } from './importance.ts';

/** A rule on a finite space: a label, 0 or 1, for each place. */
export type Rule = readonly number[];

/** A domain: where examples are, and the probability of the label 1 there. */
export interface Domain {
  p: Distribution;
  eta: readonly number[];
}

/** ε_D(h): probability that the rule's label is wrong. */
export function errorOf({ p, eta }: Domain, rule: Rule): number {
  return expectation(p, (x) => (rule[x] === 1 ? 1 - (eta[x] ?? 0) : (eta[x] ?? 0)));
}

/** ε_D(h, g): probability that two rules disagree. */
export function disagreement({ p }: Domain, h: Rule, g: Rule): number {
  return expectation(p, (x) => (h[x] === g[x] ? 0 : 1));
}

/** All intervals of n places and their complements: a rule is 1 from `first` to `last`, or outside. */
export function intervals(n: number): Rule[] {
  const rules: Rule[] = [];
  for (let first = 0; first < n; first++) {
    for (let last = first; last < n; last++) {
      const inside = Array.from({ length: n }, (_, x) => (x >= first && x <= last ? 1 : 0));
      rules.push(
        inside,
        inside.map((label) => 1 - label),
      );
    }
  }
  return rules;
}

/** d_H(S,T) = 2 max_h |P_S(h = 1) − P_T(h = 1)|. */
export function divergence(rules: readonly Rule[], source: Domain, target: Domain): number {
  const apart = rules.map((rule) => {
    const ones = (domain: Domain) => expectation(domain.p, (x) => rule[x] ?? 0);
    return Math.abs(ones(source) - ones(target));
  });
  return 2 * Math.max(...apart);
}

/** d_HΔH(S,T) = 2 max over two rules of |ε_S(h, g) − ε_T(h, g)|. */
export function pairDivergence(rules: readonly Rule[], source: Domain, target: Domain): number {
  let largest = 0;
  for (const h of rules) {
    for (const g of rules) {
      const apart = Math.abs(disagreement(source, h, g) - disagreement(target, h, g));
      largest = Math.max(largest, apart);
    }
  }
  return 2 * largest;
}

/** λ*: what the best single rule costs in both domains together. */
export function jointError(rules: readonly Rule[], source: Domain, target: Domain): number {
  return Math.min(...rules.map((rule) => errorOf(source, rule) + errorOf(target, rule)));
}

/** Least error of a rule of the class that is to tell target (1) from source (0), both equally frequent. */
export function bestDomainError(rules: readonly Rule[], source: Domain, target: Domain): number {
  const errors = rules.map((rule) => {
    const wrongOnSource = expectation(source.p, (x) => rule[x] ?? 0);
    const wrongOnTarget = expectation(target.p, (x) => 1 - (rule[x] ?? 0));
    return (wrongOnSource + wrongOnTarget) / 2;
  });
  return Math.min(...errors);
}
