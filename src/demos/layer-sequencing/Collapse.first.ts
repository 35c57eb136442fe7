import collapse from '#numerics/tasks/layer-sequencing-collapse.ts';
import { prerender } from '#runtime/prerender.ts';
import { base64 } from '#ui/base64.ts';
import { drawCollapse } from './drawCollapse.ts';
import { firstPicture } from './firstPicture.ts';
import { greyOf } from './greyOf.ts';
import { collapseInput } from './linearLayers.ts';
import { collapseDefaults } from './state.ts';

/** The three convolutions that the figure starts with, ReLUs between them. */
export default async function first() {
  const { sheet, classes, pixels } = await firstPicture(collapseDefaults.image);
  const grey = greyOf(pixels);
  const found = await prerender(collapse, collapseInput(collapseDefaults, grey));
  return { sheet, classes, pixels: base64(pixels), drawn: drawCollapse(grey, found) };
}
