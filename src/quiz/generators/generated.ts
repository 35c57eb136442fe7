import { mulberry32 } from '#numerics/random.ts';

/** A number one gets by a known mistake, and what to tell the reader who got it. */
export interface Mistake {
  value: number;
  feedbackMarkdown: string;
}

/** A numeric item made from a seed. `given` holds the numbers of the prompt, for checking. */
export interface Generated {
  promptMarkdown: string;
  given: Record<string, number | number[] | number[][]>;
  answer: number;
  unit?: string;
  tolerance: number;
  mistakes: Mistake[];
  /** For a wrong number that no foreseen mistake explains. */
  feedbackMarkdown: string;
  explanationMarkdown: string;
}

/** The same seed always makes the same item; the answer is computed, never typed. */
export type Generator = (seed: number) => Generated;

/** Seeded draws: whole numbers between two bounds (both included), one of a list, matrices. */
export interface Draw {
  whole(least: number, most: number): number;
  oneOf<T>(first: T, ...rest: T[]): T;
  row(length: number): number[];
  matrix(rows: number, columns: number): number[][];
}

/** Entries of rows and matrices lie between −3 and 4: small enough to multiply in one's head. */
export function drawFrom(seed: number): Draw {
  const random = mulberry32(seed);
  const whole = (least: number, most: number): number =>
    least + Math.floor(random() * (most - least + 1));
  const row = (length: number): number[] => Array.from({ length }, () => whole(-3, 4));
  return {
    whole,
    row,
    oneOf: (first, ...rest) => [first, ...rest][whole(0, rest.length)] ?? first,
    matrix: (rows, columns) => Array.from({ length: rows }, () => row(columns)),
  };
}

/**
 * Keeps the mistakes that give another number than the answer, each number once: two mistakes
 * with one result cannot be told apart, so the first is reported.
 */
export function tellingMistakes(answer: number, mistakes: [number, string][]): Mistake[] {
  const seen = new Set([answer]);
  return mistakes.flatMap(([value, feedbackMarkdown]) => {
    if (seen.has(value)) return [];
    seen.add(value);
    return [{ value, feedbackMarkdown }];
  });
}
