import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { href } from '#book/href.ts';
import { cutSheet, pictureAt, type Sheet } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import shift from '#numerics/tasks/equivariance-invariance-shift.ts';
import { prerender } from '#runtime/prerender.ts';
import { base64 } from '#ui/base64.ts';
import { imageUri } from '#ui/imageUri.ts';
import { drawMap, drawMoved } from './draw.ts';
import { shiftMapOf } from './answers.ts';
import { measuredShifts, type MeasuredShifts } from './measuredShifts.ts';
import { labDefaults, operationsKey, PICTURES } from './state.ts';

/** The picture that the figure starts with, moved, and what the network makes of it. */
export default async function first() {
  const { manifest } = shippedNetwork('base');
  const index = JSON.parse(readFileSync('public/images/gallery-teaching.json', 'utf8')) as Sheet;
  const sheet: Sheet = {
    src: href('/images/gallery-teaching.png'),
    columns: index.columns,
    labels: index.labels,
  };
  if (sheet.labels.length !== PICTURES) throw new Error(`expected ${PICTURES} teaching images`);
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  const { image, ...setting } = labDefaults;
  const pixels = pictureAt(cutSheet(raw, 3, sheet), image);
  const { layers } = await prerender(shift, { ...setting, pixels });
  const measured = measuredShifts();
  const { firstMap } = measured;
  if (firstMap.image !== image) throw new Error('shifts.json has the map of another picture');
  const { classes } = manifest;
  const thousandths = firstMap.rounded.map((p) => Math.round(1000 * p));
  const shiftMap = shiftMapOf(thousandths, classes.length);
  return {
    classes,
    sheet,
    images: measured.images,
    accuracies: accuracies(measured),
    pixels: base64(pixels),
    moved: drawMoved(pixels, setting),
    /** The map's probabilities, in thousandths: whole numbers are shorter in the frame. */
    thousandths,
    mapImage: imageUri(drawMap(shiftMap, sheet.labels[image] ?? 0)),
    layers: layers.map((layer) => ({ ...layer, error: Number(layer.error.toPrecision(6)) })),
  };
}

/** Unmoved test images that are right, by network, padding and pooling. */
function accuracies({ curves, costs }: MeasuredShifts): Record<string, number> {
  return Object.fromEntries(
    [...curves, ...costs].map((of) => [operationsKey(of), of.shifts[0]?.accuracy ?? 0]),
  );
}
