import { statSync } from 'node:fs';
import { href } from '#book/href.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { recordedLooks, recordedRows } from './recordedLooks.ts';
import { sourceStatistics } from './recordedShift.ts';

/** What was recorded of every look, and ten pictures in the first of them. */
export default function first() {
  const { manifest } = shippedNetwork('base');
  const { classes } = manifest;
  const sheet = shippedSheet('gallery', classes);
  const teaching = shippedSheet('teaching', classes);
  const weights = statSync(`public/models/base/${manifest.weights.file}`).size / 1e6;
  return Promise.resolve({
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    sheet,
    teaching,
    megabytes: (sheet.megabytes ?? 0) + weights,
    /** The ten pictures as they open, side by side, for looking at only. */
    thumbnails: href('/images/non-semantic-shift/prints.webp'),
    source: sourceStatistics,
    rows: recordedRows(),
    shown: recordedLooks.shown,
    answers: recordedLooks.answers,
  });
}
