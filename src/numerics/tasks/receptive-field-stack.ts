import { slice, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { energyWidth } from '../energyWidth.ts';
import { mosaic } from '../network/images.ts';
import { disposeNetwork } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { sensitivityEnergy } from '../network/sensitivity.ts';
import { mulberry32 } from '../random.ts';
import { receptiveFieldSum } from '../receptiveFieldSum.ts';
import type { TaskContext } from './context.ts';

/** A stack that the reader has built, to be measured with random weights. */
export interface StackInput {
  layers: readonly StackLayer[];
  /** At least 9 pictures of 32×32, RGB from 0 to 255. */
  pixels: Uint8Array;
  /** How many networks are drawn, and the seed of the first. */
  networks: number;
  seed: number;
}

export interface StackOutput {
  /** After each layer: the side of the square with 95 % of the energy, and σ, both in pixels. */
  diameters: number[];
  sigmas: number[];
  /** The last layer's map of energies [r·r], as shares. */
  energy: Float32Array;
}

/** Channels of each layer: enough that networks differ by a few per cent. */
const CHANNELS = 16;
const SIDE = 32;

/**
 * How wide the energy (∂z/∂x)² is spread after each layer of a stack with ReLUs and random weights:
 * the mean over networks, each on its own piece of a mosaic of pictures. What has been found so far
 * when the reader stops.
 */
export default async function stack(
  { layers, pixels, networks, seed }: StackInput,
  context: TaskContext,
): Promise<StackOutput> {
  const sides = layers.map((_, index) => receptiveFieldSum(layers.slice(0, index + 1)));
  const sums = sides.map((side) => new Float64Array(side * side));
  const side = sides.at(-1) ?? 1;
  const results = (): StackOutput => {
    const widths = sums.map((sum, index) => {
      const size = sides[index] ?? 1;
      return energyWidth(sum, [size, size], [(size - 1) / 2, (size - 1) / 2]);
    });
    return {
      diameters: widths.map(({ diameter }) => diameter),
      sigmas: widths.map(({ sigma }) => sigma),
      energy: shares(sums.at(-1) ?? new Float64Array(1)),
    };
  };
  for (let at = 0; at < networks && !(await context.stopped()); at++) {
    const random = mulberry32(seed + at);
    const network = randomStack(layers, { channels: CHANNELS, inputs: 3, seed: seed + at });
    const x = piece(pixels, side, random);
    try {
      for (const [index, size] of sides.entries()) {
        const energy = tidy(() => {
          const own: Tensor4D = slice(x, [0, 0, 0, 0], [1, size, size, 3]);
          return sensitivityEnergy(network, own, placeOf(layers, index), [0, 0], random);
        });
        const found = shares(Float64Array.from(await energy.data()));
        energy.dispose();
        found.forEach((value, i) => {
          const sum = sums[index];
          if (sum) sum[i] = (sum[i] ?? 0) + value;
        });
      }
    } finally {
      disposeNetwork(network);
      x.dispose();
    }
    context.progress((at + 1) / networks, results());
  }
  return results();
}

/** z of a convolution, the value of a pooling. */
function placeOf(layers: readonly StackLayer[], index: number): string {
  const last = layers.findLastIndex(({ type }) => type === 'conv');
  const rectified = layers[index]?.type === 'conv' && index !== last;
  return rectified ? `${index + 1}.pre` : String(index + 1);
}

/** A square piece of a mosaic of nine pictures, somewhere. */
function piece(pixels: Uint8Array, side: number, random: () => number): Tensor4D {
  const whole = 3 * SIDE;
  const [top, left] = [0, 1].map(() => Math.floor(random() * (whole - side + 1))) as [
    number,
    number,
  ];
  const first = Math.floor(random() * (pixels.length / (SIDE * SIDE * 3) - 8));
  const each = SIDE * SIDE * 3;
  return tidy(() => {
    const nine = pixels.subarray(first * each, (first + 9) * each);
    const values = Float32Array.from(nine, (value) => value / 127.5 - 1);
    return slice(
      mosaic(tensor4d(values, [9, SIDE, SIDE, 3]), 3),
      [0, top, left, 0],
      [1, side, side, 3],
    );
  });
}

function shares(energy: Float64Array): Float32Array {
  const total = energy.reduce((sum, value) => sum + value, 0) || 1;
  return Float32Array.from(energy, (value) => value / total);
}
