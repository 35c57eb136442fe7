import sharp from 'sharp';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { cutSheet, pictureAt } from '#demos/network/sheet.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { thresholdKeeping } from '#numerics/novelty/auroc.ts';
import rayTask from '#numerics/tasks/semantic-shift-ray.ts';
import { prerender } from '#runtime/prerender.ts';
import { rayFactors } from './rayFactors.ts';
import { recordedMeans } from './recordedMeans.ts';
import { recordedStream } from './recordedStream.ts';
import { rayDefaults } from './state.ts';

/** A truck at all distances from grey, and the thresholds that let in 95 % of the gallery's known pictures. */
export default async function first() {
  const { manifest } = shippedNetwork('six');
  const { classes } = shippedNetwork('base').manifest;
  const sheet = shippedSheet('teaching', classes);
  const raw = await sharp('public/images/gallery-teaching.png').removeAlpha().raw().toBuffer();
  const pixels = pictureAt(cutSheet(raw, 3, sheet), rayDefaults.picture);
  const ray = await prerender(rayTask, { pixels, factors: rayFactors, means: recordedMeans });
  if (!ray) throw new Error('Nobody cancels a build.');
  const { scores } = recordedStream.read.known;
  const round = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(6)));
  return {
    known: manifest.classes,
    classes,
    sheet,
    means: recordedMeans,
    drawn: pixelsUri(pixels),
    pixels: Array.from(pixels),
    ray: {
      probabilities: ray.probabilities.map(round),
      energies: round(ray.energies),
      distances: round(ray.distances),
      limit: round(ray.limit),
    },
    thresholds: {
      softmax: thresholdKeeping(scores.softmax, 0.95),
      energy: thresholdKeeping(scores.energy, 0.95),
      mean: thresholdKeeping(scores.mean, 0.95),
    },
  };
}
