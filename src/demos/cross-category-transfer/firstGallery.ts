import { statSync } from 'node:fs';
import { href } from '#book/href.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';

/** The gallery with what the network `six` knows of it; for first frames, at build time. */
export function firstGallery() {
  const { manifest } = shippedNetwork('six');
  const { classes } = shippedNetwork('base').manifest;
  const sheet = shippedSheet('gallery', classes);
  const weights = statSync(`public/models/six/${manifest.weights.file}`).size / 1e6;
  return {
    sheet,
    thumbnails: href('/images/gallery-small.webp'),
    /** The ten classes of the sheet, and the six that the network knows. */
    classes,
    known: manifest.classes,
    accuracy: manifest.accuracy.afterQuantisation,
    megabytes: (sheet.megabytes ?? 0) + weights,
  };
}

export type FirstGallery = ReturnType<typeof firstGallery>;
