import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { labRecord } from './recorded.ts';
import { trialsOf, type ShownRace } from './shownRace.ts';
import { raceDefaults } from './state.ts';

/** The recorded race with which the lab opens, and where the pictures are. */
export default function first() {
  const { classes } = shippedNetwork('base').manifest;
  const runs = labRecord();
  const trials = trialsOf(raceDefaults);
  const lanes = trials.map((trial) => {
    const found = runs.find((run) => JSON.stringify(run.trial) === JSON.stringify(trial));
    if (!found) throw new Error(`live.json: no run of ${JSON.stringify(trial)}`);
    return { learned: found.learned, fresh: found.fresh };
  });
  const race: ShownRace = { trials, lanes };
  return Promise.resolve({ gallery: shippedSheet('gallery', classes), race });
}
