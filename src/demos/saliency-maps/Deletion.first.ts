import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import deletion from '#numerics/tasks/saliency-maps-deletion.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawDeletion, RANDOM_ORDERS, requestOf } from './drawDeletion.ts';
import { deletionDefaults } from './state.ts';

/** A picture's saliency map, and p of its class while its pixels go in the map's order. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { image, seed } = deletionDefaults;
  const sheet = shippedSheet('teaching', classes);
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const found = await prerender(deletion, {
    pixels,
    index: sheet.labels[image] ?? 0,
    method: requestOf(deletionDefaults),
    random: RANDOM_ORDERS,
    seed,
  });
  if (!found) throw new Error('The deletion was cancelled.');
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    src: picture.src,
    drawn: drawDeletion(found),
  };
}
