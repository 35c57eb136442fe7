import { classPairs, dealErrors, flipPairs, truePairs } from './pairs.ts';

/**
 * Whose answers to “the same kind?” a clustering head is given. `head`: a similarity head's, 1 above a
 * half. `dealt`: as many errors of either sort, on pairs drawn at random. `grouped`: as many in each pair
 * of classes, else at random. `flipped`: the truth, each answer turned over with one probability.
 */
export const answerNames = ['head', 'dealt', 'grouped', 'flipped'] as const;

export type AnswerName = (typeof answerNames)[number];

/** The answers 0 or 1 to all pairs; those but the head's own are made from the true classes. */
export function answersTo(
  name: AnswerName,
  {
    judged,
    classes,
    rate,
    seed,
  }: {
    /** The head's probability of “same” for each pair. */
    judged: ArrayLike<number>;
    classes: readonly number[];
    rate: number;
    seed: number;
  },
): Float64Array<ArrayBuffer> {
  const called = Float64Array.from(judged, (value) => (value > 0.5 ? 1 : 0));
  if (name === 'head') return called;
  const same = truePairs(classes);
  if (name === 'flipped') return flipPairs(same, rate, seed);
  const groups = name === 'grouped' ? classPairs(classes, Math.max(...classes) + 1) : same;
  return dealErrors(called, same, (pair) => groups[pair] ?? 0, seed);
}
