import type { QuizItem } from './items.ts';

/** The items that the build is rendering, by chapter; so that they need not be an island's props. */
export const servedItems = new Map<string, QuizItem[]>();
