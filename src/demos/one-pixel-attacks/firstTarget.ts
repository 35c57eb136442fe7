import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { networks, type AttackedName, type TargetState } from './state.ts';

/** The picture that a demo of the chapter starts with, its sheets, and how good the networks are; at build time. */
export async function firstTarget({ set, image }: TargetState) {
  const { classes } = shippedNetwork('base').manifest;
  const sheets = {
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
  };
  const { picture, pixels } = await firstPicture({ set, tiles: [image] }, classes);
  const accuracyOf = (name: AttackedName) =>
    [name, shippedNetwork(name).manifest.accuracy.afterQuantisation] as const;
  const accuracy = Object.fromEntries(networks.map(accuracyOf)) as Record<AttackedName, number>;
  const label = sheets[set].labels[image] ?? 0;
  return { frame: { classes, accuracy, sheets, src: picture.src, label }, pixels };
}
