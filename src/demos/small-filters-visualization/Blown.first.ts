import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import blown from '#numerics/tasks/small-filters-visualization-blown.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawBlown } from './drawBlown.ts';
import { blownDefaults } from './state.ts';

/** The evidence for a truck in a truck's picture: as it is, enlarged, and asked for at every pixel. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { image, map, channel } = blownDefaults;
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet: shippedSheet('teaching', classes),
    src: picture.src,
    blown: drawBlown(await prerender(blown, { pixels, map, channel })),
  };
}
