import { styles } from '#numerics/domains/styles.ts';
import type { DomainTrial } from '#numerics/domains/study.ts';
import { historyOf, leftOut, recordedRuns } from './recorded.ts';
import { styleStrip } from './styleStrip.ts';

/** Six classes in each style, and the recorded network with which the lab opens. */
export default function first() {
  const run = recordedRuns().find(
    (one) => one.method === 'erm' && one.seed === 1 && leftOut(one) === 'inverted',
  );
  if (!run) throw new Error('trials.json: the network with which the lab opens is not recorded');
  const { sources, method, seed } = run;
  const trial: DomainTrial = { sources, method, seed };
  return Promise.resolve({
    strips: styles.map((style) => styleStrip(style)),
    shown: { trial, test: historyOf(run).at(-1)?.test ?? [] },
  });
}
