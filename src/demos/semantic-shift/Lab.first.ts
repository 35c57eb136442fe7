import { statSync } from 'node:fs';
import { href } from '#book/href.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { recordedMeans } from './recordedMeans.ts';
import { recordedStream } from './recordedStream.ts';

/** The scores of the gallery, its known pictures drawn as edges, and noise, as they were recorded. */
export default function first() {
  const { manifest } = shippedNetwork('six');
  const { classes } = shippedNetwork('base').manifest;
  const sheet = shippedSheet('gallery', classes);
  const weights = statSync(`public/models/six/${manifest.weights.file}`).size / 1e6;
  const { read, right, shown } = recordedStream;
  return Promise.resolve({
    /** The six classes of the network, and all ten. */
    known: manifest.classes,
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    megabytes: (sheet.megabytes ?? 0) + weights,
    means: recordedMeans,
    /** The stream's first pictures, for looking at only, in rows of twelve. */
    thumbnails: href('/images/semantic-shift/stream.webp'),
    read,
    right,
    shown,
  });
}
