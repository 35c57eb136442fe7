import { pick, type Pictures } from '../pruning/study.ts';
import { shuffled } from '../training/shuffled.ts';
import { letters } from './letters.ts';
import { CLASSES, TESTED_EACH, type Target } from './study.ts';

/** Pictures to learn from and others to be tested on, as many of each class. */
export interface TargetExamples {
  lesson: Pictures;
  fresh: Pictures;
}

/**
 * So many examples of each class, by lot from the seed, and those that are tested. Near: of the
 * pictures given, labels 0 to 3. Far: letters drawn for it. The tested ones are the same for all
 * seeds, and a smaller lesson is part of a larger.
 */
export function targetExamples(
  target: Target,
  each: number,
  seed: number,
  photographs: Pictures,
): TargetExamples {
  if (target === 'far') return { lesson: letters(each, seed), fresh: letters(TESTED_EACH, 0) };
  const ofClass = (label: number) =>
    [...photographs.labels.keys()].filter((i) => photographs.labels[i] === label);
  const classes = Array.from({ length: CLASSES }, (_, label) => ofClass(label));
  const lesson = classes.flatMap((numbers) => {
    const pool = numbers.slice(TESTED_EACH);
    const chosen = shuffled(pool.length, seed).slice(0, each);
    return chosen.flatMap((i) => pool[i] ?? []);
  });
  const fresh = classes.flatMap((numbers) => numbers.slice(0, TESTED_EACH));
  return { lesson: pick(photographs, lesson), fresh: pick(photographs, fresh) };
}
