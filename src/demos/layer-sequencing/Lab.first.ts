import lab from '#numerics/tasks/layer-sequencing-lab.ts';
import { prerender } from '#runtime/prerender.ts';
import { base64 } from '#ui/base64.ts';
import { imageUri } from '#ui/imageUri.ts';
import { runnable } from './chainLayers.ts';
import { drawStep } from './drawChain.ts';
import { firstPicture } from './firstPicture.ts';
import { labDefaults } from './state.ts';

/** The chain that the figure starts with, on its first picture. */
export default async function first() {
  const { image, layers, seed } = labDefaults;
  const { sheet, classes, pixels } = await firstPicture(image);
  const steps = await prerender(lab, { pixels, layers: runnable(layers), seed });
  return {
    sheet,
    classes,
    pixels: base64(pixels),
    picture: imageUri({ width: 32, height: 32, kind: 'rgb', pixels, scale: 255 }),
    steps: steps.map(drawStep),
  };
}
