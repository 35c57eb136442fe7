import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import steps from '#numerics/tasks/activation-gradient-steps-lab.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawUnit } from './drawUnit.ts';
import { stepsDefaults } from './state.ts';

/** The network in short, the pictures to choose from, and the first unit with its steps. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes, layers } = manifest;
  const { image, layer, channel, row, column, of } = stepsDefaults;
  const { pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const input = { pixels, layer, channel, row, column, of };
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    names: layers.map(({ name }) => name),
    layers: layers.filter(({ type }) => type === 'conv').map(layerShape),
    sheets: {
      teaching: shippedSheet('teaching', classes),
      gallery: shippedSheet('gallery', classes),
    },
    unit: drawUnit(input, await prerender(steps, input)),
  };
}
