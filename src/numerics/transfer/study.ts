import type { Course } from '../training/trainInParts.ts';

/** What a network is taken to: classes of its own data set that it has never seen, or pen strokes. */
export const targets = ['near', 'far'] as const;

export type Target = (typeof targets)[number];

/** The trained network that is reused. */
export const NETWORK = 'six';
/** Classes of both targets. */
export const CLASSES = 4;
/** Examples of each class that a reader may learn from. */
export const EACH = [2, 5, 10, 20] as const;
/** Pictures of each class that are kept for the test. */
export const TESTED_EACH = 25;

/** How a reader's training goes. */
export const course: Course = { batch: 16, rate: 0.001, steps: 10, parts: 6 };
