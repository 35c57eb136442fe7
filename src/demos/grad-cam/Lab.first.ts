import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { tileBoxes } from '#demos/attribution/mosaic.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import attributionMaps from '#numerics/tasks/attribution-maps.ts';
import { prerender } from '#runtime/prerender.ts';
import { askMaps } from './askMaps.ts';
import { drawWeighing } from './drawWeighing.ts';
import { weighingDefaults } from './state.ts';

/** A cat beside a ship, and the map of the cat. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const sheets = {
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
  };
  const { tiles } = weighingDefaults;
  const { picture, ...ground } = await firstPicture({ set: 'teaching', tiles }, classes);
  const found = await prerender(attributionMaps, askMaps(weighingDefaults, ground));
  if (!found) throw new Error('Nobody cancels a build.');
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheets,
    picture,
    probabilities: found.probabilities,
    value: found.value,
    weighed: drawWeighing(found, ground, tileBoxes(tiles.length)),
  };
}
