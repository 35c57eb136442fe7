/** Values of one image: the logits of all classes, and some values at some places. */
export interface PhotoValues {
  logits: number[];
  places: Record<string, number[]>;
}

/** What `regeneratePhoto.ts` writes. */
export interface PhotoGolden {
  software: string;
  /** Files of public/images. */
  images: string[];
  /** With the weights as they came. */
  before: PhotoValues[];
  /** With the weights as shipped. */
  after: PhotoValues[];
  /** Of a class's logit with respect to the first image, preprocessed; weights as shipped. */
  gradient: { class: string; values: number[]; norm: number };
}

const SAMPLES = 1000;

/** About a thousand of the values, evenly spread over rows, columns and channels. */
export function sampled(values: ArrayLike<number>): number[] {
  // No divisor of an even size, so that no channel is left out.
  const step = Math.floor(values.length / SAMPLES) | 1;
  return Array.from({ length: Math.ceil(values.length / step) }, (_, i) => values[i * step] ?? NaN);
}
