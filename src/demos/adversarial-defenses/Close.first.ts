import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import closeUp from '#numerics/tasks/adversarial-defenses-close.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawAttack } from './drawAttack.ts';
import { closeDefaults } from './state.ts';

/** A cat behind a rounding to three bits, and plain PGD, which gets nowhere. */
export default async function first() {
  const { classes } = shippedNetwork('base').manifest;
  const sheets = {
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
  };
  const { tiles, defence, attack, radius, seed } = closeDefaults;
  const { picture, pixels } = await firstPicture({ set: 'teaching', tiles }, classes);
  const label = sheets.teaching.labels[tiles[0] ?? 0] ?? 0;
  const input = { pixels, label, defence, attack, radius, seed };
  const found = await prerender(closeUp, input);
  if (!found) throw new Error('Nobody cancels a build.');
  return { classes, sheets, picture, drawn: drawAttack(found, pixels, radius) };
}
