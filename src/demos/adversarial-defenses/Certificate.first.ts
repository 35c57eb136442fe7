import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { recordedCertificate } from './recordedCertificate.ts';
import { certificateDefaults } from './state.ts';

/** A cat, and the votes that were counted for it beforehand by the same code. */
export default async function first() {
  const { classes } = shippedNetwork('base').manifest;
  const sheets = {
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
  };
  const { picture } = await firstPicture(
    { set: 'teaching', tiles: certificateDefaults.tiles },
    classes,
  );
  return { classes, sheets, picture, found: recordedCertificate };
}
