import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import switches from '#numerics/tasks/deconvnet-switches.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawSwitches } from './drawSwitches.ts';
import { switchesDefaults } from './state.ts';

/** Two pictures, and one unit sent back for each: by its own switches, the other's, and none. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { above, below, layer, channel, at, rule } = switchesDefaults;
  const pictures = await Promise.all(
    [above, below].map((tile) => firstPicture({ set: 'teaching', tiles: [tile] }, classes)),
  );
  const found = await prerender(switches, {
    pixels: Uint8Array.from(pictures.flatMap(({ pixels }) => [...pixels])),
    layer,
    channel,
    at,
    relu: rule,
  });
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet: shippedSheet('teaching', classes),
    sources: pictures.map(({ picture }) => picture.src),
    drawn: drawSwitches(found),
  };
}
