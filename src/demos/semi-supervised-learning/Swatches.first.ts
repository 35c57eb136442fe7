import { trials } from './recorded.ts';
import { clothSheet } from './sheet.ts';
import { defaultsOf, trialOf } from './state.ts';

/** The candidates, and the recorded network of the first draw that learned from its labels alone. */
export default function first() {
  const trial = trialOf('cloth', { ...defaultsOf('cloth'), method: 'labels' });
  const run = trials.runs.find(
    ({ set, problem, method, perClass, seed }) =>
      set === 'labels' &&
      problem === 'cloth' &&
      method === 'labels' &&
      perClass === 1 &&
      seed === trial.seed,
  );
  if (!run) throw new Error(`trials.json: no such run; ${trials.command}`);
  const [right, confident, hits] = run.end;
  return Promise.resolve({ ...clothSheet(), opening: { trial, right, confident, hits } });
}
