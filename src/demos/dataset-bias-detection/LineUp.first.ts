import { recordedSetting } from './recorded.ts';
import { shownRecord, threeTests } from './shownTrial.ts';

/** The networks of the line-up, in the order in which they stand there. */
const suspects = ['grain 0.95', 'tag 0.5', 'tag 0.95', 'tint24 0.95'];

/** Four networks that were trained beforehand, their mean maps, and what they can do. */
export default function first() {
  return Promise.resolve(
    suspects.map((name) => {
      const setting = recordedSetting(name);
      const [run] = setting.runs;
      if (!run) throw new Error(`trials.json: no run of ${name}`);
      const shown = shownRecord(setting, run);
      const { saliency, gradCam } = shown.looks.with.maps;
      const { kind } = setting.cue;
      const sound = setting.agreement === 0.5;
      // The sound one is tested as hard as the others: with the cue in 95 % and in 5 %.
      const flipped = sound
        ? threeTests({ ...shown, trial: { ...shown.trial, agreement: 0.95 } })
        : threeTests(shown);
      return { kind: sound ? null : kind, saliency, gradCam, ...flipped };
    }),
  );
}
