import { domains, styles, type Style } from './styles.ts';
import { domainStudy, type Method } from './study.ts';
import type { DomainRecord } from './trainDomains.ts';

/** Accuracies, as shares: over the styles trained on and over the others. */
export interface Judgement {
  /** The mean over the styles seen in training. */
  seen: number;
  /** The lowest of the styles not seen, and which; null when all were. */
  unseen: { style: Style; accuracy: number } | null;
  /** The lowest of all. */
  worst: { style: Style; accuracy: number };
}

/** Sums up right answers on the test pictures, in the order of `styles`, of those that are asked. */
export function judge(
  test: readonly number[],
  sources: readonly Style[],
  asked: readonly Style[] = styles,
): Judgement {
  const shares = asked.map((style) => ({
    style,
    accuracy: (test[styles.indexOf(style)] ?? 0) / domainStudy.test,
  }));
  const lowest = (some: typeof shares) =>
    some.reduce<(typeof shares)[number] | null>(
      (low, one) => (low && low.accuracy <= one.accuracy ? low : one),
      null,
    );
  const seen = shares.filter(({ style }) => sources.includes(style));
  const total = seen.reduce((sum, { accuracy }) => sum + accuracy, 0);
  return {
    seen: total / seen.length,
    unseen: lowest(shares.filter(({ style }) => !sources.includes(style))),
    worst: lowest(shares) ?? { style: 'photo', accuracy: 0 },
  };
}

/** A network that could be chosen: after some part of some method's training, one domain left out. */
export interface Candidate {
  method: Method;
  /** Parts trained, from 1. */
  part: number;
  /** Accuracy on the validation pictures of the sources, the mean, and on those of the target. */
  source: number;
  held: number;
  /** Accuracy on the target's test pictures, the mean over the sources', and the lowest of all. */
  target: number;
  seen: number;
  worst: number;
}

/** All stages of a recorded training as candidates; `target` is the domain that was left out. */
export function candidatesOf(
  history: readonly DomainRecord[],
  method: Method,
  target: Style,
): Candidate[] {
  const sources = domains.filter((style) => style !== target);
  return history.map(({ validation, test }, i) => {
    const share = (style: Style) =>
      (validation[styles.indexOf(style)] ?? 0) / domainStudy.validation;
    const { seen, unseen, worst } = judge(test, sources, domains);
    return {
      method,
      part: i + 1,
      source: sources.reduce((sum, style) => sum + share(style) / sources.length, 0),
      held: share(target),
      target: unseen?.accuracy ?? 0,
      seen,
      worst: worst.accuracy,
    };
  });
}

/** What a choice goes by: nothing (the last), held-out pictures of the sources, or of the target. */
export const rules = ['last', 'source', 'target'] as const;
export type Rule = (typeof rules)[number];

/** The candidate that a rule picks; among equals the one trained for longest. Throws without any. */
export function pick(candidates: readonly Candidate[], rule: Rule): Candidate {
  const value = ({ part, source, held }: Candidate) => ({ last: part, source, target: held })[rule];
  const [first, ...more] = candidates;
  if (!first) throw new Error('Expected candidates, found none.');
  return more.reduce((best, one) => {
    const gain = value(one) - value(best);
    return gain > 0 || (gain === 0 && one.part > best.part) ? one : best;
  }, first);
}
