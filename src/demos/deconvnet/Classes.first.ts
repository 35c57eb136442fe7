import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import classesTask from '#numerics/tasks/deconvnet-classes.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawClasses } from './drawClasses.ts';
import { classesDefaults } from './state.ts';

/** A picture, and two class scores sent back to it by three rules. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const { image, first, second, switches } = classesDefaults;
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles: [image] }, classes);
  const found = await prerender(classesTask, { pixels, classes: [first, second], switches });
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet: shippedSheet('teaching', classes),
    src: picture.src,
    drawn: drawClasses(found),
  };
}
