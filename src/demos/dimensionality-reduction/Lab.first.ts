import { statSync } from 'node:fs';
import { href } from '#book/href.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { places } from '#numerics/embedding/places.ts';
import { packed } from './packed.ts';
import { recorded, recordedAt } from './recorded.ts';

/** The maps of every place as they were recorded, and where the pictures are. */
export default function first() {
  const { manifest } = shippedNetwork('base');
  const sheet = shippedSheet('gallery', manifest.classes);
  const weights = statSync(`public/models/base/${manifest.weights.file}`).size / 1e6;
  return Promise.resolve({
    classes: manifest.classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    /** The same pictures for looking at: a tenth of the bytes, with losses. */
    thumbnails: href('/images/gallery-small.webp'),
    megabytes: (sheet.megabytes ?? 0) + weights,
    answers: recorded.answers,
    drawn: recorded.drawn,
    places: places.map((name) => {
      const { dimensions, accuracy, near, pca, tsne } = recordedAt(name);
      return {
        name,
        dimensions,
        accuracy,
        near: packed(near),
        pca: { ...pca, y: packed(pca.y) },
        tsne: { ...tsne, y: packed(tsne.y) },
      };
    }),
  });
}
