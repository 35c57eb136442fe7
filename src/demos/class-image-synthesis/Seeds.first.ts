import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { accuracies, firstClimb } from './Lab.first.ts';
import { recorded } from './recorded.ts';

/** The classes, and six recorded climbs that differ in their noise only. */
export default function first() {
  return Promise.resolve({
    classes: shippedNetwork('base').manifest.classes,
    accuracies: accuracies(),
    shown: firstClimb('seeds'),
    alike: recorded.seeds.alike,
  });
}
