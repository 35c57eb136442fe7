import { centreMap } from '../segmentation/centreMap.ts';
import { otsuThreshold } from '../segmentation/otsuThreshold.ts';
import { overlap } from '../segmentation/overlap.ts';
import { seededCut, type SeededCutOptions } from '../segmentation/seededCut.ts';
import type { Seeds } from '../segmentation/seeds.ts';
import { shareInside } from '../segmentation/shareInside.ts';

/** A picture, RGB from 0 to 255, a map of it, and how to cut. */
export interface SegmentationInput {
  pixels: Uint8Array;
  height: number;
  width: number;
  /** One number a pixel. */
  map: ArrayLike<number>;
  /** Where the object really is, 1 inside. */
  truth: Uint8Array;
  options: SeededCutOptions;
}

/** A mask and how well it fits. */
export interface MeasuredMask {
  labels: Uint8Array;
  intersectionOverUnion: number;
}

export interface SegmentationOutput {
  seeds: Seeds;
  /** The shares of foreground and background seeds that lie on the object. */
  onObject: { foreground: number; background: number };
  /** Of the pixels, how many are the object's. */
  objectShare: number;
  /** The map alone, above Otsu's threshold; empty for a map that is the same everywhere. */
  threshold: MeasuredMask;
  /** The map's seeds and the minimum cut. */
  cut: MeasuredMask;
  /** The same with seeds that know no network: a disc in the middle, and the corners. */
  centre: MeasuredMask;
}

/** What a map makes of a picture whose mask is known: by itself, by its seeds, and without it. */
export default function segmentation(input: SegmentationInput): Promise<SegmentationOutput> {
  const { pixels, height, width, map, truth, options } = input;
  const size = [height, width] as const;
  const picture = { pixels, size };
  const measured = (labels: Uint8Array): MeasuredMask => ({
    labels,
    intersectionOverUnion: overlap(labels, truth).intersectionOverUnion,
  });
  const { seeds, labels } = seededCut(picture, map, options);
  return Promise.resolve({
    seeds,
    onObject: {
      foreground: shareInside(seeds.foreground, truth),
      background: shareInside(seeds.background, truth),
    },
    objectShare: shareInside([...truth.keys()], truth),
    threshold: measured(aboveOtsu(map)),
    cut: measured(labels),
    centre: measured(seededCut(picture, centreMap(size), options).labels),
  });
}

function aboveOtsu(map: ArrayLike<number>): Uint8Array {
  const values = Float64Array.from(map);
  if (values.every((value) => value === values[0])) return new Uint8Array(values.length);
  const threshold = otsuThreshold(values);
  return Uint8Array.from(values, (value) => (value > threshold ? 1 : 0));
}
