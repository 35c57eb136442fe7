import { trials } from './recorded.ts';
import { lessonUri } from './shownRun.ts';
import { figuresDefaults, trialOf } from './state.ts';

/**
 * The recorded network with which the figure opens, the one of the chapter's first lines, and some
 * figures of what is trained next: its outcome is for the reader to foretell.
 */
export default function first() {
  const next = trialOf(figuresDefaults);
  const trial = { ...next, examples: 64 };
  const run = trials.runs.find(
    ({ examples, labels, seed }) =>
      examples === trial.examples && labels === trial.labels && seed === trial.seed,
  );
  if (!run) throw new Error(`trials.json: no such run; ${trials.command}`);
  const history = run.wrong.map(([training, fresh]) => ({ training, fresh }));
  return Promise.resolve({ shown: { trial, history }, lesson: lessonUri(next) });
}
