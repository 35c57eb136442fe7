import { trials } from './recorded.ts';
import { lessonUri } from './shownRun.ts';
import { figuresDefaults, trialOf } from './state.ts';

/** The recorded network with which the figure opens, and some of what it was trained on. */
export default function first() {
  const trial = trialOf(figuresDefaults);
  const run = trials.runs.find(
    ({ examples, labels, seed }) =>
      examples === trial.examples && labels === trial.labels && seed === trial.seed,
  );
  if (!run) throw new Error(`trials.json: no such run; ${trials.command}`);
  const history = run.wrong.map(([training, fresh]) => ({ training, fresh }));
  return Promise.resolve({ shown: { trial, history }, lesson: lessonUri(trial) });
}
