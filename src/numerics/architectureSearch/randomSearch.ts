import { randomOrder } from '../random.ts';
import { spaceSize } from './space.ts';
import type { Search, Trained } from './strategy.ts';

/** Random search: networks drawn evenly from the space, none twice. It never looks at a score. */
export function randomSearch({ counts, budget, seed }: Search): Trained {
  return [...randomOrder(spaceSize(counts), seed)].slice(0, budget);
}
