import { firstGallery } from './firstGallery.ts';
import { recorded } from './recordedGroups.ts';

/** Groupings from pair answers with errors of several sorts, as recorded. */
export default function first() {
  const { errors, flips, answers, seeds } = recorded;
  return Promise.resolve({
    ...firstGallery(),
    shown: errors,
    seeds: seeds.length,
    flips: flips.flatMap(({ rate = 0, accuracy, loss }) => (loss ? [] : [{ rate, accuracy }])),
    answers: answers.map(({ head, answers: name, accuracy, target }) => ({
      head,
      name,
      accuracy,
      target,
    })),
  });
}
