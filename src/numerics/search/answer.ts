import type { PixelChange } from './pixelChange.ts';

/** What came of one query. */
export interface Tried {
  change: PixelChange;
  /** The probability of the picture's own class: what the attacker wants small. */
  loss: number;
  /** The class that the network answers. */
  answer: number;
  /** And its probability. */
  confidence: number;
}

/** The answers to some changes, read from their probabilities [changes × classes]. */
export function triedOf(
  changes: readonly PixelChange[],
  probabilities: Float32Array,
  label: number,
): Tried[] {
  const classes = probabilities.length / changes.length;
  return changes.map((change, i) => {
    const own = probabilities.subarray(i * classes, (i + 1) * classes);
    const answer = strongest(own);
    return { change, loss: own[label] ?? 0, answer, confidence: own[answer] ?? 0 };
  });
}

/** The index of the largest number. */
export function strongest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] ?? 0) > (values[most] ?? 0)) most = i;
  }
  return most;
}
