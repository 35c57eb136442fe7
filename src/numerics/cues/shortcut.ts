/** Right answers among so many pictures. */
export interface Tally {
  right: number;
  of: number;
}

/** Of side 0 and side 1: how often the network is right without the cue, and with it. */
export type Groups = readonly [
  side0: { without: Tally; with: Tally },
  side1: { without: Tally; with: Tally },
];

/** The share of right answers. */
export function accuracyOf({ right, of }: Tally): number {
  return right / of;
}

/** Accuracy where the cue tells the truth (side 0 with it, side 1 without), and where it lies. */
export function byAgreement([side0, side1]: Groups): { agree: number; disagree: number } {
  const mean = (a: Tally, b: Tally) => (accuracyOf(a) + accuracyOf(b)) / 2;
  return {
    agree: mean(side0.with, side1.without),
    disagree: mean(side0.without, side1.with),
  };
}

/**
 * Accuracy on pictures in which the cue agrees with the side in a share ρ of cases: the mean of the
 * two accuracies with weights ρ and 1 − ρ. ρ = ½ is a balanced test, 1 − ρ a flipped one. A
 * classifier that looks at the cue only has 1 and 0, and so ρ itself.
 */
export function accuracyAt(
  { agree, disagree }: { agree: number; disagree: number },
  agreement: number,
): number {
  return agreement * agree + (1 - agreement) * disagree;
}
