import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { liveRecord } from './recorded.ts';
import type { ShownRun } from './shownRun.ts';
import { labDefaults, trialOf } from './state.ts';
import { sameTrial } from './shownRun.ts';

/** Networks with which the table opens, all of seed 1. */
const OPENING = [
  { depth: 56, skips: true, norm: true, seed: 1 },
  { depth: 56, skips: false, norm: true, seed: 1 },
  { depth: 8, skips: false, norm: true, seed: 1 },
];

/** The untrained network with which the lab opens, three recorded trainings, and where pictures are. */
export default function first() {
  const { classes } = shippedNetwork('base').manifest;
  const { runs } = liveRecord();
  const opening = runs.find(({ trial }) => sameTrial(trial, trialOf(labDefaults)));
  if (!opening) throw new Error('live.json: the network with which the lab opens is not recorded');
  const shown = OPENING.map((trial): ShownRun => {
    const run = runs.find((found) => sameTrial(found.trial, trial));
    if (!run) throw new Error(`live.json: no run of ${JSON.stringify(trial)}`);
    const { losses, right, norms } = run;
    return { trial, course: { losses, right, norms } };
  });
  return Promise.resolve({
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
    start: opening.start,
    runs: shown,
  });
}
