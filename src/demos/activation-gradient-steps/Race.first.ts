import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { base64 } from '#ui/base64.ts';
import { stepsDefaults } from './state.ts';

/** The picture and the unit of the race; its times are the reader's own. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { image, layer, channel, row, column } = stepsDefaults;
  const { pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, manifest.classes);
  return {
    accuracy: manifest.accuracy.afterQuantisation,
    pixels: base64(pixels),
    unit: { layer, channel, row, column },
  };
}
