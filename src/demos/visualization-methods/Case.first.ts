import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import theCase from '#numerics/tasks/visualization-methods-case.ts';
import { prerender } from '#runtime/prerender.ts';
import { caseDefaults, faultOf } from './caseFile.ts';
import { drawPanels } from './drawCase.ts';

/** The first suspect's panels; of the many pictures only the one that is seen is looked at. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const sheet = shippedSheet('teaching', manifest.classes);
  const { image, suspect } = caseDefaults;
  const set = 'teaching';
  const { picture, pixels } = await firstPicture({ set, tiles: [image] }, manifest.classes);
  const found = await prerender(theCase, {
    pixels,
    labels: [sheet.labels[image] ?? 0],
    image: 0,
    fault: faultOf(suspect),
    seed: suspect,
  });
  return {
    classes: manifest.classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    src: picture.src,
    suspect: drawPanels(found.suspect),
    sound: drawPanels(found.sound),
  };
}
