import type { ChangeReading } from './readChanges.ts';

/** A reading reduced to one class of interest, at every amount of the change. */
export interface ClassReading {
  /** Probability of the class. */
  own: number[];
  /** The class with the highest probability, and that probability. */
  best: number[];
  most: number[];
  /** Cosine between the features and those of the unchanged picture. */
  similarity: number[];
}

/** What a reading says of one class. */
export function ofClass({ probabilities, similarity }: ChangeReading, label: number): ClassReading {
  const best = probabilities.map((row) => row.indexOf(Math.max(...row)));
  return {
    own: probabilities.map((row) => row[label] ?? Number.NaN),
    best,
    most: probabilities.map((row, i) => row[best[i] ?? 0] ?? Number.NaN),
    similarity,
  };
}
