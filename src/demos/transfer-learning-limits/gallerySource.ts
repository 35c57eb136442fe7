import { statSync } from 'node:fs';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { NETWORK } from '#numerics/transfer/study.ts';
import { heldOutLabels } from './heldOutPhotographs.ts';

/** The gallery, labelled by the classes that the network has never seen; for first frames, at build time. */
export function gallerySource() {
  const { manifest } = shippedNetwork(NETWORK);
  const { classes } = shippedNetwork('base').manifest;
  const sheet = shippedSheet('gallery', classes);
  const heldOut = classes.filter((name) => !manifest.classes.includes(name));
  const weights = statSync(`public/models/${NETWORK}/${manifest.weights.file}`).size / 1e6;
  return {
    sheet,
    labels: heldOutLabels(sheet, classes, heldOut),
    megabytes: Number(((sheet.megabytes ?? 0) + weights).toFixed(1)),
    accuracy: manifest.accuracy.afterQuantisation,
  };
}
