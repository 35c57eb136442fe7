import { readFileSync, statSync } from 'node:fs';
import sharp from 'sharp';
import { href } from '#book/href.ts';
import look from '#numerics/tasks/network-look.ts';
import { prerender } from '#runtime/prerender.ts';
import { base64 } from '#ui/base64.ts';
import { drawLook } from './drawLook.ts';
import { layerShape } from './layerShape.ts';
import { cutSheet, pictureAt, type Sheet } from './sheet.ts';
import { shippedNetwork } from './shippedNetwork.ts';
import { playgroundDefaults, setSizes } from './state.ts';

/** The network in short, the pictures to choose from, and what it makes of the first one. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const sheets = {
    teaching: sheet('gallery-teaching', setSizes.teaching, manifest.classes),
    gallery: sheet('gallery', setSizes.gallery, manifest.classes),
  };
  const { image, layer, channel, row, column } = playgroundDefaults;
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  const pixels = pictureAt(cutSheet(raw, 3, sheets.teaching), image);
  const input = { pixels, layer, channel, row, column };
  return {
    classes: manifest.classes,
    accuracy: manifest.accuracy.afterQuantisation,
    layers: manifest.layers.map(layerShape),
    sheets,
    pixels: base64(pixels),
    look: drawLook(input, await prerender(look, input)),
  };
}

/** A sheet of public/images, checked to be of these classes. */
function sheet(name: string, count: number, classes: string[]): Sheet {
  const file = `public/images/${name}.json`;
  const found = JSON.parse(readFileSync(file, 'utf8')) as Sheet & { classes: string[] };
  const { columns, labels } = found;
  if (labels.length !== count || found.classes.join() !== classes.join()) {
    throw new Error(`${file}: expected ${count} images of the network's classes`);
  }
  const megabytes = statSync(`public/images/${name}.png`).size / 1e6;
  return { src: href(`/images/${name}.png`), columns, labels, megabytes };
}
