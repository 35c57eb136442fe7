import { TEST, type Method } from '#numerics/semiSupervised/trial.ts';
import { trials } from './recorded.ts';

type Run = (typeof trials.runs)[number];

/** Mean, least and largest accuracy of recorded runs, in per cent; throws when there are none. */
export function accuracies(which: (run: Run) => boolean): {
  mean: number;
  least: number;
  most: number;
} {
  const found = trials.runs.filter(which).map(({ end: [right] }) => (100 * right) / TEST);
  if (found.length === 0) throw new Error(`trials.json: no such run; ${trials.command}`);
  return {
    mean: found.reduce((sum, share) => sum + share, 0) / found.length,
    least: Math.min(...found),
    most: Math.max(...found),
  };
}

/** Runs on swatches by lot: a method, so many labels a class, so much of the pool of no class. */
export function cloth(
  method: Method,
  perClass: number,
  polluted = 0,
  set?: 'sorted' | undefined,
): (run: Run) => boolean {
  const wanted = set ?? (polluted > 0 ? 'pollution' : 'labels');
  return (run) =>
    run.problem === 'cloth' &&
    run.set === wanted &&
    run.method === method &&
    run.perClass === perClass &&
    run.polluted === polluted;
}
