import { benchDefaults, benchNetworks, requestsOf } from '#demos/attribution/bench.ts';
import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import attributionMaps from '#numerics/tasks/attribution-maps.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawTiles } from './drawTiles.ts';

/** The bench before anybody touches it. The times of a build say nothing and are left out. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes, layers } = manifest;
  const sheets = {
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
  };
  const { tiles, target } = benchDefaults;
  const set = 'teaching';
  const { picture, pixels, height, width } = await firstPicture({ set, tiles }, classes);
  const methods = requestsOf(benchDefaults);
  const found = await prerender(attributionMaps, { pixels, height, width, target, methods });
  if (!found) throw new Error('Nobody cancels a build.');
  return {
    classes,
    accuracies: benchNetworks.map(
      (name) => shippedNetwork(name).manifest.accuracy.afterQuantisation,
    ),
    layers: layers.map(layerShape),
    views: layerViews(layers, [height, width]),
    sheets,
    picture,
    probabilities: found.probabilities,
    value: found.value,
    tiles: drawTiles({ ...found, forwardMs: null }, { pixels, height, width }, []),
  };
}
