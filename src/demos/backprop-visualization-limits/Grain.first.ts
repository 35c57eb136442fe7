import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import grain from '#numerics/tasks/backprop-visualization-limits-grain.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawGrain } from './drawGrain.ts';
import { grainDefaults } from './state.ts';

/** A picture's signed gradient, the same with a little noise on the picture, and how alike they are. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { image, network, shake, side, seed } = grainDefaults;
  const sheet = shippedSheet('teaching', classes);
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const index = sheet.labels[image] ?? 0;
  const found = await prerender(grain, { pixels, index, network, shake, seed });
  return {
    classes,
    accuracy: {
      base: manifest.accuracy.afterQuantisation,
      robust: shippedNetwork('robust').manifest.accuracy.afterQuantisation,
    },
    sheet,
    src: picture.src,
    drawn: drawGrain(found, side, seed),
  };
}
