import sharp from 'sharp';
import { base64 } from '#ui/base64.ts';
import { cutSheet, pictureAt, sheetFrom } from './teachingSheet.ts';
import { changed } from '#numerics/tolerance/change.ts';
import { fromPixels, pictureUri } from './pictureUri.ts';
import { labDefaults } from './state.ts';
import { recorded } from './recorded.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';

/** The networks there are, what was recorded of many pictures and of the first, and that picture. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const sheet = sheetFrom(manifest.classes);
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  const pixels = pictureAt(cutSheet(raw, 3, sheet), recorded.image);
  const names = Object.keys(recorded.networks);
  return {
    classes: manifest.classes,
    sheet,
    pixels: base64(pixels),
    stage: pictureUri(changed(fromPixels(pixels), labDefaults.change, labDefaults.side)),
    images: recorded.images,
    networks: names.map((name) => {
      const found = recorded.networks[name];
      const picture = recorded.picture[name];
      if (!found || !picture) throw new Error(`curves.json: no picture was recorded with ${name}`);
      const { scale, rotation, otherClass } = found;
      return {
        name,
        accuracy: shippedNetwork(name).manifest.accuracy.afterQuantisation,
        gallery: { scale, rotation },
        otherClass,
        picture: { scale: picture.scale, rotation: picture.rotation },
      };
    }),
  };
}
