import sharp from 'sharp';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { cutSheet, pictureAt } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { prerender } from '#runtime/prerender.ts';
import shuffle from '#numerics/tasks/shape-vs-texture-bias-shuffle.ts';
import { bags, conflictEntry, cueConflict } from './recorded.ts';
import { shuffleDefaults } from './state.ts';

/** A picture with its tiles shuffled, what `base` says of it, and how often it and others are right. */
export default async function first() {
  const { classes } = shippedNetwork('base').manifest;
  const sheet = shippedSheet('teaching', classes);
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  const pixels = pictureAt(cutSheet(raw, 3, sheet), shuffleDefaults.picture);
  const { tiles, seed, network } = shuffleDefaults;
  const { pixels: moved, ...opinions } = await prerender(shuffle, { pixels, tiles, seed, network });
  return {
    classes,
    sheet,
    drawn: [pixelsUri(pixels), pixelsUri(moved)] as const,
    opinions,
    /** Right answers as shares: of all test images, shuffled; and of the gallery, as a bag. */
    networks: Object.entries(bags.networks).flatMap(([name, bag]) => {
      const found = conflictEntry(name);
      if (!found) return [];
      const tilings = bags.tilings.map((t, i) => ({
        tiles: t,
        shuffled: (found.shuffled[String(t)] ?? Number.NaN) / cueConflict.testImages,
        bag: (bag[i] ?? Number.NaN) / bags.pictures,
      }));
      return [{ name, tilings }];
    }),
  };
}
