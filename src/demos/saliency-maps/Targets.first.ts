import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import targets from '#numerics/tasks/saliency-maps-targets.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawTargets } from './drawTargets.ts';
import { targetsDefaults } from './state.ts';

/** A picture and the saliency maps of its class's score, loss and probability. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { image, index, scale } = targetsDefaults;
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const found = await prerender(targets, { pixels, index });
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet: shippedSheet('teaching', classes),
    src: picture.src,
    probabilities: found.probabilities.map((p) => Number(p.toPrecision(6))),
    answer: found.answer,
    drawn: drawTargets(found, SIDE, scale),
  };
}
