import { trials } from './recorded.ts';
import { gridUri, lessonUri, shownRecord } from './shownRun.ts';
import { labDefaults, trialOf } from './state.ts';

/** The recorded network with which the lab opens, and its figures. */
export default function first() {
  const { lesson, contrast, seed, variant } = labDefaults;
  const run = trials.runs.find(
    (one) => one.lesson === lesson && one.contrast === contrast && one.seed === seed,
  );
  if (!run) throw new Error(`trials.json: no such run; ${trials.command}`);
  return Promise.resolve({
    shown: shownRecord(run),
    lesson: lessonUri(trialOf(labDefaults)),
    grid: gridUri(contrast, variant),
  });
}
