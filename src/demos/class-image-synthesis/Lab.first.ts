import record from '../../../content/chapters/class-image-synthesis/priors.json';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { recorded } from './recorded.ts';
import type { ShownClimb } from './shownClimb.ts';

/** The classes, the judges' accuracies, and the recorded climb. */
export default function first() {
  return Promise.resolve({
    classes: shippedNetwork('base').manifest.classes,
    accuracies: accuracies(),
    photographs: record.photographs.levels.median,
    shown: firstClimb('lab'),
  });
}

/** The share of the test pictures that each judge has right: base, twin, robust. */
export function accuracies(): number[] {
  return ['base', 'twin', 'robust'].map(
    (name) => shippedNetwork(name).manifest.accuracy.afterQuantisation,
  );
}

/** A recorded climb as its demo shows it. */
export function firstClimb(demo: 'lab' | 'seeds'): ShownClimb {
  const { step, made } = recorded[demo];
  return {
    step,
    pictures: made.map(({ pixels, ...rest }) => ({
      ...rest,
      src: pixelsUri(Buffer.from(pixels, 'base64')),
    })),
  };
}
