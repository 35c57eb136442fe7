import {
  dispose,
  norm,
  stack,
  tensor,
  tensor4d,
  tidy,
  keep,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { saved } from '../training/savedWeights.ts';
import type { WeightArray } from '../network/weights.ts';
import { convolutionsOf, type DeepNetwork } from './deepNetwork.ts';
import { weight } from './deepLayers.ts';
import type { Named } from './pullback.ts';

/** How the networks that are trained in the page differ from those of the record: smaller and fewer. */
export const study = {
  /** Pixels a side; the pictures' 32×32 are averaged in squares of 2×2. */
  side: 16,
  widths: [8, 16, 32],
  classes: 10,
  epochs: 8,
  batch: 25,
  /** Half the record's, for a fifth of its batch; without batch norm a fifth of that. */
  peak: { norm: 0.05, bias: 0.01 },
  warmUp: 0.15,
  momentum: 0.9,
  decay: 1e-4,
} as const;

/** Numbers of a picture as the networks take it. */
const NUMBERS = study.side ** 2 * 3;
/** Pixels of a side of the pictures as they come. */
const LARGE = 32;

/** A network of the study, and the seed of its weights and of the order of the pictures. */
export interface DeepTrial {
  depth: number;
  skips: boolean;
  norm: boolean;
  seed: number;
}

/** Pictures, RGB of 32×32 from 0 to 255 one after the other, and their classes by number. */
export interface LabelledPictures {
  pixels: Uint8Array;
  labels: readonly number[];
}

/** The network of a trial. */
export function networkOf({ depth, skips, norm: normed }: DeepTrial): DeepNetwork {
  return { depth, skips, norm: normed, widths: study.widths, classes: study.classes };
}

/** Some of the pictures, shrunk to 16×16 by averaging, x = value / 127.5 − 1: [N,16,16,3]. */
export function batchOf({ pixels }: LabelledPictures, chosen: readonly number[]): Tensor4D {
  const { side } = study;
  const factor = LARGE / side;
  const values = new Float32Array(chosen.length * NUMBERS);
  chosen.forEach((picture, at) => {
    for (let i = 0; i < LARGE * LARGE * 3; i++) {
      const [colour, pixel] = [i % 3, Math.floor(i / 3)];
      const row = Math.floor(Math.floor(pixel / LARGE) / factor);
      const column = Math.floor((pixel % LARGE) / factor);
      const to = at * NUMBERS + (row * side + column) * 3 + colour;
      const value = (pixels[picture * LARGE * LARGE * 3 + i] ?? 0) / 127.5 - 1;
      values[to] = (values[to] ?? 0) + value / factor ** 2;
    }
  });
  return tensor4d(values, [chosen.length, side, side, 3]);
}

/** ‖∂L/∂K‖ of every convolution, in the order in which an image meets them. */
export async function kernelNorms(network: DeepNetwork, gradients: Named): Promise<number[]> {
  const norms = tidy(() =>
    stack(convolutionsOf(network).map(({ name }) => norm(weight(gradients, `${name}.kernel`)))),
  );
  const values = [...(await norms.data())];
  dispose(norms);
  return values;
}

/** Tensors as plain numbers, by name. */
export async function savedNamed(tensors: Named): Promise<Record<string, WeightArray>> {
  const entries = Object.entries(tensors).map(
    async ([name, values]) => [name, await saved(values)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** The tensors again, kept. */
export function restoredNamed(arrays: Readonly<Record<string, WeightArray>>): Named {
  const entries = Object.entries(arrays).map(
    ([name, { values, shape }]) => [name, keep(tensor(values, shape))] as const,
  );
  return Object.fromEntries(entries);
}
