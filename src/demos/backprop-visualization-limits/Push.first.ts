import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import push from '#numerics/tasks/backprop-visualization-limits-push.ts';
import { prerender } from '#runtime/prerender.ts';
import { askPush, firstLevels, drawPush, drawPushed, packPush } from './drawPush.ts';
import { pushDefaults } from './state.ts';

/** A picture, the gradient of its class score with its signs, and what its halves do when they are pushed. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { image } = pushDefaults;
  const sheet = shippedSheet('teaching', classes);
  const { pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const found = await prerender(
    push,
    askPush(pushDefaults, pixels, sheet.labels[image] ?? 0, firstLevels),
  );
  if (!found) throw new Error('The push was cancelled.');
  return {
    classes,
    accuracy: {
      base: manifest.accuracy.afterQuantisation,
      robust: shippedNetwork('robust').manifest.accuracy.afterQuantisation,
    },
    sheet,
    src: drawPushed(pixels, found.map, pushDefaults),
    map: Array.from(found.map, (value) => Number(value.toPrecision(3))),
    drawn: drawPush(found.map, pushDefaults),
    push: packPush(found, firstLevels),
  };
}
