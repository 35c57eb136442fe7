import { PATCH } from '#numerics/texture/textureSheet.ts';
import type { compared } from './state.ts';

export type Compared = (typeof compared)[number];

/** What each measure compares, in words. */
export const measureWords: Readonly<Record<Compared, string>> = {
  pixels: 'pixels, place by place',
  greys: 'histogram of greys',
  maps: 'maps, place by place',
  means: 'means of the maps',
  spreads: 'means and deviations',
  gram: 'Gram matrix',
};

/** Channels of the network's layers, and pixels between their units. */
const channels = { conv1: 32, conv2: 64, conv3: 64, conv4: 128, conv5: 128 } as const;
const jumps = { conv1: 1, conv2: 2, conv3: 2, conv4: 4, conv5: 4 } as const;

/** How many different numbers a measure has of a patch. */
export function numbersOf(measure: Compared, layer: keyof typeof channels): number {
  const n = channels[layer];
  switch (measure) {
    case 'pixels':
      return PATCH ** 2;
    case 'greys':
      return 32;
    case 'maps':
      return n * (PATCH / jumps[layer]) ** 2;
    case 'means':
      return n;
    case 'spreads':
      return 2 * n;
    case 'gram':
      return (n * (n + 1)) / 2;
  }
}
