import { firstPicture } from '#demos/attribution/firstPicture.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import nobody from '#numerics/tasks/guided-backprop-nobody.ts';
import { prerender } from '#runtime/prerender.ts';
import { drawNobody } from './drawNobody.ts';
import { mostDoublings, nobodyDefaults } from './state.ts';

/**
 * A cat, and what the three rules make of it in a layer of four random kernels; for paper, what the
 * third makes of it with as many as the slider has.
 */
export default async function first() {
  const { classes } = shippedNetwork('base').manifest;
  const sheets = {
    teaching: shippedSheet('teaching', classes),
    gallery: shippedSheet('gallery', classes),
  };
  const { tiles, doublings, side, seed } = nobodyDefaults;
  const { picture, ...ground } = await firstPicture({ set: 'teaching', tiles }, classes);
  const found = await prerender(nobody, { ...ground, kernels: 2 ** doublings, side, seed });
  const most = await prerender(nobody, { ...ground, kernels: 2 ** mostDoublings, side, seed });
  const last = drawNobody(most, ground).filter(({ rule }) => rule === 'guided');
  return { classes, sheets, picture, drawn: drawNobody(found, ground), last };
}
