import { relu, tidy } from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import { kernelOf, toTensor, type Grid } from '../grid.ts';

/** A photograph X of one channel, row by row, in grey levels 0 to 255; a kernel K. */
export interface FeatureMapInput {
  photo: ArrayLike<number>;
  width: number;
  kernel: Grid;
  /** Whether the map is max(0, X ⋆ K) rather than X ⋆ K. */
  relu: boolean;
}

export interface FeatureMapOutput {
  /** Y, row by row: a response for each place where the whole kernel lies on the photograph. */
  map: Float32Array;
  width: number;
  height: number;
  /** Share of the places where X ⋆ K is positive: those that ReLU keeps. */
  positive: number;
  /** A strength to draw X ⋆ K by, in grey levels; the same with and without ReLU. */
  scale: number;
  /** Whether no response can be negative: a picture again, white at `scale`. */
  unsigned: boolean;
}

const WHITE = 255;
/** The share of the responses that `scale` covers: a few very strong ones must not pale the rest. */
const COVERED = 0.99;

/** The feature map that one kernel makes of a photograph, and how much of it responds. */
export default async function featureMap(input: FeatureMapInput): Promise<FeatureMapOutput> {
  const { photo, width, kernel } = input;
  const x = toTensor({
    shape: [1, photo.length / width, width, 1],
    values: Float64Array.from(photo),
  });
  const [y, rectified] = tidy(() => {
    const responses = forward(x, toTensor(kernelOf(kernel)));
    return [responses, relu(responses)] as const;
  });
  const [, rows, columns] = y.shape;
  const [signed, positive] = await Promise.all([y.data(), rectified.data()]);
  for (const tensor of [x, y, rectified]) tensor.dispose();

  const weights = kernel.flat();
  const unsigned = weights.every((weight) => weight >= 0);
  return {
    map: Float32Array.from(input.relu ? positive : signed),
    width: columns,
    height: rows,
    positive: signed.filter((response) => response > 0).length / signed.length,
    scale: unsigned ? brightest(weights) : coveringMagnitude(signed),
    unsigned,
  };
}

/** The response to a white place, if no weight is negative; 1 for a kernel of zeros. */
function brightest(weights: number[]): number {
  return WHITE * weights.reduce((sum, weight) => sum + weight, 0) || 1;
}

/** The magnitude that 99 in 100 responses do not exceed; 1 if they are all zero. */
function coveringMagnitude(responses: ArrayLike<number>): number {
  const magnitudes = Float32Array.from(responses, Math.abs).sort();
  return magnitudes[Math.ceil(COVERED * magnitudes.length) - 1] || 1;
}
