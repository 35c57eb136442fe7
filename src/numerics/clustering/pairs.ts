import { mulberry32, randomOrder } from '../random.ts';
import type { PairScores } from './clusterScores.ts';

/** How many pairs n points have, n(n − 1)/2. */
export function pairCount(n: number): number {
  return (n * (n - 1)) / 2;
}

/** Where pair (i, j), j < i, stands among all pairs: after those of all smaller i. */
export function pairIndex(i: number, j: number): number {
  return (i * (i - 1)) / 2 + j;
}

/** For each pair 1 if both are of one class, else 0. */
export function truePairs(classes: readonly number[]): Float64Array<ArrayBuffer> {
  const same = new Float64Array(pairCount(classes.length));
  classes.forEach((own, i) => {
    for (let j = 0; j < i; j++) same[pairIndex(i, j)] = classes[j] === own ? 1 : 0;
  });
  return same;
}

/** Accuracy, precision and recall of calling pairs same (1) or different (0). */
export function pairScores(called: ArrayLike<number>, same: ArrayLike<number>): PairScores {
  let [both, calledSame, isSame, right] = [0, 0, 0, 0];
  for (let at = 0; at < same.length; at++) {
    const [guess, truth] = [called[at] ?? 0, same[at] ?? 0];
    both += guess * truth;
    calledSame += guess;
    isSame += truth;
    right += guess === truth ? 1 : 0;
  }
  return { accuracy: right / same.length, precision: both / calledSame, recall: both / isSame };
}

/** Each answer turned over with probability `rate`, independently of all others. */
export function flipPairs(same: ArrayLike<number>, rate: number, seed: number) {
  const random = mulberry32(Math.imul(seed, 0x85ebca6b));
  return Float64Array.from(same, (value) => (random() < rate ? 1 - value : value));
}

/**
 * The errors of `called` dealt out anew: in each group of pairs as many wrong answers as before, but
 * which ones is drawn at random. With the truth as the group, accuracy, precision and recall stay.
 */
export function dealErrors(
  called: ArrayLike<number>,
  same: ArrayLike<number>,
  groupOf: (pair: number) => number,
  seed: number,
): Float64Array<ArrayBuffer> {
  const dealt = Float64Array.from(same);
  const groups = new Map<number, number[]>();
  for (let at = 0; at < same.length; at++) {
    const group = groupOf(at);
    const members = groups.get(group) ?? [];
    groups.set(group, members);
    members.push(at);
  }
  for (const [group, members] of groups) {
    const errors = members.filter((at) => called[at] !== same[at]).length;
    const order = randomOrder(members.length, 1000 * seed + group);
    for (let e = 0; e < errors; e++) {
      const at = members[order[e] ?? 0] ?? 0;
      dealt[at] = 1 - (same[at] ?? 0);
    }
  }
  return dealt;
}

/** For each pair the two classes in it, as one number, whichever comes first. */
export function classPairs(classes: readonly number[], classCount: number): number[] {
  return classes.flatMap((own, i) =>
    classes.slice(0, i).map((other) => Math.min(own, other) * classCount + Math.max(own, other)),
  );
}
