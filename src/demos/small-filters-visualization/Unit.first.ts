import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import kernelOf from '#numerics/tasks/small-filters-visualization-kernel.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawUnit } from './drawUnit.ts';
import { unitDefaults } from './state.ts';

/** A unit of conv3: its weights, and its effective kernels at a cat and a ship. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const accuracies = {
    base: manifest.accuracy.afterQuantisation,
    'wide-filters': shippedNetwork('wide-filters').manifest.accuracy.afterQuantisation,
  };
  const picture = (tile: number) => firstPicture({ set: 'teaching', tiles: [tile] }, classes);
  const { first: a, second: b, guess, ...unit } = unitDefaults;
  const [cat, ship] = [await picture(a), await picture(b)];
  const found = await prerender(kernelOf, { ...unit, pictures: [cat.pixels, ship.pixels] });
  return {
    classes,
    accuracies,
    layers: manifest.layers.filter(({ type }) => type === 'conv').map(layerShape),
    sheet: shippedSheet('teaching', classes),
    pictures: [cat.picture.src, ship.picture.src] as [string, string],
    guess,
    unit: drawUnit(found),
  };
}
