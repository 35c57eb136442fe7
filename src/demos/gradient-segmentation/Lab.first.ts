import sharp from 'sharp';
import { href } from '#book/href.ts';
import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import segmentation from '#numerics/tasks/gradient-segmentation-lab.ts';
import seedMapOf from '#numerics/tasks/gradient-segmentation-map.ts';
import { prerender } from '#runtime/prerender.ts';
import { cutOptions } from './cutOptions.ts';
import { drawCuts } from './drawCuts.ts';
import { drawnMasks } from './masks.ts';
import { groundAt, photographed, sceneOf } from './scene.ts';
import { cutsDefaults } from './state.ts';

/** An object on a ground, the map of its class, its seeds, and three masks. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const sheet = shippedSheet('teaching', classes);
  const objects = drawnMasks.map(({ image, mask }) => ({
    image,
    mask,
    label: sheet.labels[image] ?? 0,
  }));
  const object = objects[cutsDefaults.object];
  const ground = photographed.find((name) => name === cutsDefaults.ground);
  if (!object || !ground) throw new Error('The first scene has no object or no ground.');
  const { pixels } = await firstPicture({ set: 'teaching', tiles: [object.image] }, classes);
  const raw = await sharp('public/images/grounds.png').removeAlpha().raw().toBuffer();
  const scene = sceneOf(cutsDefaults, { pixels, mask: object.mask }, groundAt(raw, 3, ground));
  const { source, trained } = cutsDefaults;
  const map = await prerender(seedMapOf, { ...scene, source, trained, asked: object.label });
  if (!map) throw new Error('Nobody cancels a build.');
  const found = await prerender(segmentation, {
    ...scene,
    map: map.values,
    truth: scene.mask,
    options: cutOptions(cutsDefaults),
  });
  return {
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    groundsSrc: href('/images/grounds.png'),
    objects,
    scene: { src: pixelsUri(scene.pixels, scene), height: scene.height, width: scene.width },
    probabilities: map.probabilities.map((p) => Number(p.toPrecision(6))),
    cuts: drawCuts(found, scene, map),
  };
}
