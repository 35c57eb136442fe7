import sharp from 'sharp';
import { cutSheet, pictureAt, SIDE } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { imageUri } from '#ui/imageUri.ts';
import { cascadeMethods } from './cascadeMethods.ts';
import { drawRow } from './drawCascade.ts';
import { recorded } from './recorded.ts';

/** To one of 17 levels: maps full of noise weigh a third of what they would, and look the same. */
const coarse = (level: number) => 15 * Math.round(level / 15.9);

/** The recorded cascade of one picture, and its means over many. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const sheet = shippedSheet('teaching', manifest.classes);
  const { steps, image } = recorded.first;
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  const pixels = pictureAt(cutSheet(raw, 3, sheet), image);
  return {
    classes: manifest.classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    picture: imageUri({ width: SIDE, height: SIDE, kind: 'rgb', pixels, scale: 255 }),
    layers: steps.flatMap(({ layer }) => layer ?? []),
    probabilities: steps.map(({ probability }) => probability),
    rows: cascadeMethods.map((_, at) =>
      drawRow(
        steps.flatMap(({ maps }) => {
          const map = maps[at];
          if (!map) return [];
          const bytes = Buffer.from(map.values, 'base64');
          const levels = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
          return [{ ...map, values: levels.map(coarse) }];
        }),
      ),
    ),
    pictures: recorded.pictures,
    means: cascadeMethods.map((id) => {
      const { original, edges } = recorded.methods[id];
      const meansOf = (entries: typeof original) =>
        entries.map(({ rank, magnitudes, similarity }) => ({
          rank: rank.mean,
          rankOfMagnitudes: magnitudes.mean,
          similarity: similarity.mean,
        }));
      return { original: meansOf(original), edges: meansOf(edges) };
    }),
  };
}
