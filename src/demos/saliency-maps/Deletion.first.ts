import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import deletion from '#numerics/tasks/saliency-maps-deletion.ts';
import randomDeletion from '#numerics/tasks/saliency-maps-random.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawDeletion, drawRandom, RANDOM_ORDERS, requestOf } from './drawDeletion.ts';
import { deletionDefaults } from './state.ts';

/** A picture's saliency map, and p of its class while its pixels go in the map's order. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { image, seed } = deletionDefaults;
  const sheet = shippedSheet('teaching', classes);
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const asked = { pixels, index: sheet.labels[image] ?? 0 };
  const found = await prerender(deletion, { ...asked, method: requestOf(deletionDefaults) });
  const random = await prerender(randomDeletion, { ...asked, orders: RANDOM_ORDERS, seed });
  if (!found || !random) throw new Error('The deletion was cancelled.');
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    src: picture.src,
    drawn: drawDeletion(found),
    random: drawRandom(random),
  };
}
