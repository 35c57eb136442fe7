/** How hard a question is: easy, medium, hard. */
export type Difficulty = 1 | 2 | 3;

export const difficulties: readonly { value: Difficulty; name: string }[] = [
  { value: 1, name: 'easy' },
  { value: 2, name: 'medium' },
  { value: 3, name: 'hard' },
];

/** What a paper is drawn by. The same paper over the same book has the same questions. */
export interface Paper {
  /** Ids of the parts it asks about, in the order of the book. */
  parts: string[];
  /** In rising order. */
  difficulties: Difficulty[];
  /** How many questions are wanted. */
  count: number;
  /** The time limit; null for none. */
  minutes: number | null;
  /** Which of all such papers: from 0 to `mostSeed`. */
  seed: number;
}

export const mostQuestions = 100;
export const mostMinutes = 600;
export const mostSeed = 999_999;

/** What the page offers first: some of everything, and no hurry. */
export function usualPaper(parts: readonly string[], seed: number): Paper {
  return { parts: [...parts], difficulties: [1, 2, 3], count: 20, minutes: null, seed };
}
