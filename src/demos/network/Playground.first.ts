import sharp from 'sharp';
import look from '#numerics/tasks/network-look.ts';
import { prerender } from '#runtime/prerender.ts';
import { base64 } from '#ui/base64.ts';
import { drawLook } from './drawLook.ts';
import { layerShape } from './layerShape.ts';
import { cutSheet, pictureAt } from './sheet.ts';
import { shippedNetwork } from './shippedNetwork.ts';
import { shippedSheet } from './shippedSheet.ts';
import { playgroundDefaults } from './state.ts';

/** The network in short, the pictures to choose from, and what it makes of the first one. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const sheets = {
    teaching: shippedSheet('teaching', manifest.classes),
    gallery: shippedSheet('gallery', manifest.classes),
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
