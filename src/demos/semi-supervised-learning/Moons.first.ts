import { learn } from '#numerics/semiSupervised/learn.ts';
import { fieldPoints } from '#numerics/semiSupervised/moons.ts';
import { logitsOf } from '#numerics/semiSupervised/fixMatch.ts';
import { softmaxRows } from '#numerics/semiSupervised/pseudoLabels.ts';
import { fieldUri, shownRun } from './shownRun.ts';
import { defaultsOf, trialOf } from './state.ts';

/** The network that learns from the two labels alone; what the pool adds is for the reader to find out. */
export default async function first() {
  const trial = trialOf('moons', { ...defaultsOf('moons'), method: 'labels' });
  const stopped = () => Promise.resolve(false);
  const reached = await learn(trial, undefined, { progress: () => undefined, stopped });
  if (!reached) throw new Error('Nobody stops a first frame.');
  const p = softmaxRows(logitsOf(reached.network, fieldPoints()), 2);
  return { opening: shownRun(trial, reached), field: fieldUri(p.filter((_, i) => i % 2 === 1)) };
}
