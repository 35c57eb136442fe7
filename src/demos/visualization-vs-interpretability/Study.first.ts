import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import trial from '#numerics/tasks/visualization-vs-interpretability-trial.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawTrial } from './drawTrial.ts';
import { study } from './recorded.ts';
import { studyDefaults } from './state.ts';
import { trialPlan } from './trialPlan.ts';

/** The first pair of the study, and how often a rule that knows no network was right. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const sheet = shippedSheet('teaching', classes);
  const [pair] = trialPlan(studyDefaults.seed);
  if (!pair) throw new Error('Expected a plan of at least one pair.');
  const { image, method, trained, seed } = pair;
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const found = await prerender(trial, {
    pixels,
    classIndex: sheet.labels[image] ?? 0,
    method,
    depth: studyDefaults.depth,
    seed,
  });
  if (!found) throw new Error('Nobody cancels a build.');
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    src: picture.src,
    maps: drawTrial(found, trained),
    rule: study,
  };
}
