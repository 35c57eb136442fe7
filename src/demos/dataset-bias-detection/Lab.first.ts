import sharp from 'sharp';
import { cutSheet, pictureAt } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { plantCue } from '#numerics/cues/cue.ts';
import { recordedSetting } from './recorded.ts';
import { shownRecord } from './shownTrial.ts';
import { cueOf, labDefaults } from './state.ts';

/** Pictures of the gallery that the cue is shown in before the others have come: a car, a horse. */
const SAMPLES = [11, 37];

/** The recorded run with which the lab opens, where its pictures are, and two of them. */
export default async function first() {
  const { classes } = shippedNetwork('base').manifest;
  const sheet = shippedSheet('gallery', classes);
  const raw = await sharp('public/images/gallery.png').removeAlpha().raw().toBuffer();
  const pictures = cutSheet(raw, 3, sheet);
  const setting = recordedSetting('tag 0.95');
  const run = setting.runs.find(({ seed }) => seed === labDefaults.seed);
  if (!run) throw new Error(`trials.json: no run of seed ${labDefaults.seed}`);
  const [vehicle = new Uint8Array(), animal = new Uint8Array()] = SAMPLES.map((number) =>
    pictureAt(pictures, number),
  );
  return {
    classes,
    sheet,
    samples: { vehicle: [...vehicle], animal: [...animal] },
    drawn: {
      vehicle: pixelsUri(plantCue(vehicle, cueOf(labDefaults), 0)),
      animal: pixelsUri(animal),
    },
    shown: shownRecord(setting, run),
  };
}
