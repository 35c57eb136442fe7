import sharp from 'sharp';
import { base64 } from '#ui/base64.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { recorded } from './recorded.ts';
import { cutSheet, pictureAt, sheetFrom } from './teachingSheet.ts';

/** What averaging over sizes gave for many pictures and for the first, and that picture. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const sheet = sheetFrom(manifest.classes);
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  return {
    classes: manifest.classes,
    sheet,
    pixels: base64(pictureAt(cutSheet(raw, 3, sheet), recorded.image)),
    images: recorded.images,
    given: recorded.given,
    networks: Object.entries(recorded.networks).flatMap(([name, { average }]) => {
      const picture = recorded.picture[name];
      return picture ? [{ name, gallery: average, picture: picture.average }] : [];
    }),
  };
}
