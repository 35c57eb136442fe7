import { mulberry32, randomOrder } from '../random.ts';
import { randomWhole } from '../randomArray.ts';

/** What comes along: known classes, the same altered, new classes, and noise. */
export const kinds = ['known', 'altered', 'new', 'noise'] as const;

export type Kind = (typeof kinds)[number];

/** A picture of the stream: its kind, and its number among those. */
export interface Passing {
  kind: Kind;
  index: number;
}

/** Pictures of pure noise that are read. */
export const NOISE_PICTURES = 100;
/** Pictures of each kind that a reader sees. */
const SHOWN_OF_EACH = 6;

/** The pictures that a reader sees, as many of each kind, none twice, in an order of the seed. */
export function drawStream(counts: Readonly<Record<Kind, number>>, seed: number): Passing[] {
  const drawn = kinds.flatMap((kind, at) =>
    [...randomOrder(counts[kind], 4 * seed + at)]
      .slice(0, SHOWN_OF_EACH)
      .map((index): Passing => ({ kind, index })),
  );
  return [...randomOrder(drawn.length, seed)].flatMap((i) => drawn[i] ?? []);
}

/** Pictures of so many numbers, each drawn evenly from 0 to 255, one picture after the other. */
export function noisePictures(count: number, each: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = mulberry32(seed);
  return Uint8Array.from({ length: count * each }, () => randomWhole(random, 0, 255));
}
