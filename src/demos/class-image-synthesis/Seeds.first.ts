import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { firstClimb } from './Lab.first.ts';
import { recorded } from './recorded.ts';

/** The classes, and six recorded climbs that differ in their noise only. */
export default function first() {
  const { classes, accuracy } = shippedNetwork('base').manifest;
  return Promise.resolve({
    classes,
    accuracy: accuracy.afterQuantisation,
    shown: firstClimb('seeds'),
    alike: recorded.seeds.alike,
  });
}
