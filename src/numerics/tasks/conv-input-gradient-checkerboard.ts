import { conv2d, ones, relu, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { inputGradient } from '../conv/inputGradient.ts';
import { outputSize } from '../conv/geometry.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { TaskContext } from './context.ts';

/** Kernels for the picture of a constant gradient: see `kernelOf`. */
export const weightings = ['ones', 'bell', 'random', 'resize'] as const;
export type Weighting = (typeof weightings)[number];

export interface CheckerboardInput {
  kernelSize: number;
  stride: number;
  weighting: Weighting;
  /** How many random kernels the photograph's gradient is averaged over. */
  kernels: number;
  seed: number;
  /** A square grey image, 0 to 1, row by row. */
  photo: number[];
}

/** Pixels with the same number of readers, and the factor by which the gradient scales the photo. */
export interface OverlapClass {
  readers: number;
  pixels: number;
  /** n/2, what theory expects for Gaussian kernels. */
  expected: number;
  /** Standard error of the mean over the kernels, on a uniform patch: √((nK²/2 + 3n²/4) / kernels). */
  chance: number;
  /** Σ dX·X / Σ X² over these pixels. */
  measured: number;
}

export interface CheckerboardOutput {
  /** Readers of each pixel: the input gradient of ones through a kernel of ones. */
  overlap: number[][];
  /** Smallest and largest count away from the borders. */
  least: number;
  most: number;
  /** The input gradient of ones through the chosen kernel. */
  constant: number[][];
  /** Smallest and largest of it away from the borders. */
  constantRange: [number, number];
  /** Input gradient of the photo for L = Σ ½ ReLU(Y)², averaged over the kernels. */
  photoGradient: number[];
  classes: OverlapClass[];
}

/** Side of the two counting pictures, in pixels. */
export const SIDE = 24;
const AT_ONCE = 64;

/** What a strided layer does to its input gradient: readers, a constant gradient, a photograph. */
export default async function checkerboard(
  input: CheckerboardInput,
  context: TaskContext,
): Promise<CheckerboardOutput> {
  const { kernelSize: k, stride: s, seed } = input;
  const readers = await readersOf(SIDE, k, s);
  const weights = kernelOf(input.weighting, k, s, normal(mulberry32(seed)));
  const constant = await constantGradient(SIDE, k, s, weights);
  const inside = interior(SIDE, k, s);

  const side = Math.round(Math.sqrt(input.photo.length));
  const gradient = await photoGradient(input, side, context);
  return {
    overlap: rows(readers, SIDE),
    least: Math.min(...inside.map((i) => readers[i] ?? Number.NaN)),
    most: Math.max(...inside.map((i) => readers[i] ?? Number.NaN)),
    constant: rows(constant, SIDE),
    constantRange: [
      Math.min(...inside.map((i) => constant[i] ?? Number.NaN)),
      Math.max(...inside.map((i) => constant[i] ?? Number.NaN)),
    ],
    photoGradient: Array.from(gradient),
    classes: classesOf(input, gradient, await readersOf(side, k, s), interior(side, k, s)),
  };
}

/**
 * A K×K kernel, row by row. `ones`; `bell`: binomial, which contains a box of length 2; `random`:
 * normal; `resize`: a box of s×s convolved with a random kernel, which is what repeating each
 * entry s times before an ordinary convolution amounts to (needs K ≥ s).
 */
export function kernelOf(weighting: Weighting, k: number, s: number, draw: () => number): number[] {
  if (weighting === 'ones') return Array.from({ length: k * k }, () => 1);
  if (weighting === 'bell') {
    const row = binomial(k);
    return row.flatMap((a) => row.map((b) => a * b));
  }
  if (weighting === 'random') return Array.from({ length: k * k }, draw);
  const small = Math.max(1, k - s + 1);
  const kernel = Array.from({ length: small * small }, draw);
  return Array.from({ length: k * k }, (_, at) => {
    let sum = 0;
    for (let a = 0; a < s; a++) {
      for (let b = 0; b < s; b++) {
        const [row, column] = [Math.floor(at / k) - a, (at % k) - b];
        if (row < 0 || column < 0 || row >= small || column >= small) continue;
        sum += kernel[row * small + column] ?? 0;
      }
    }
    return sum;
  });
}

/** (1+z)^(K−1), scaled to sum 2. */
function binomial(k: number): number[] {
  let row = [1];
  for (let i = 1; i < k; i++) row = [...row, 0].map((value, j) => value + (row[j - 1] ?? 0));
  const sum = row.reduce((total, value) => total + value, 0);
  return row.map((value) => (2 * value) / sum);
}

/** The input gradient of G = 1 everywhere, for an image of side × side. */
async function constantGradient(side: number, k: number, s: number, kernel: number[]) {
  const rowsOut = outputSize(side, k, s, 0, 0, 1);
  return read(
    tidy(() => {
      const g = ones([1, rowsOut, rowsOut, 1]) as Tensor4D;
      return inputGradient(g, tensor4d(kernel, [k, k, 1, 1]), [side, side], { stride: s });
    }),
  );
}

function readersOf(side: number, k: number, s: number) {
  return constantGradient(
    side,
    k,
    s,
    kernelOf('ones', k, s, () => 1),
  );
}

/** Pixels that have all the readers their place on the grid allows: no border takes any away. */
function interior(side: number, k: number, s: number): number[] {
  const last = (outputSize(side, k, s, 0, 0, 1) - 1) * s;
  const within = (u: number) => u >= k - 1 && u <= last;
  return Array.from({ length: side * side }, (_, i) => i).filter(
    (i) => within(Math.floor(i / side)) && within(i % side),
  );
}

/** The mean over random kernels of ∂/∂X Σ ½ ReLU(X ⋆ K)², so that G = ReLU(Y). */
async function photoGradient(input: CheckerboardInput, side: number, context: TaskContext) {
  const { kernelSize: k, stride: s, kernels } = input;
  const draw = normal(mulberry32(input.seed + 1));
  const sum = new Float64Array(side * side);
  for (let done = 0; done < kernels; done += AT_ONCE) {
    if (await context.stopped()) break;
    const count = Math.min(AT_ONCE, kernels - done);
    const values = Float32Array.from({ length: k * k * count }, draw);
    const part = await read(
      tidy(() => {
        const kernel = tensor4d(values, [k, k, 1, count]);
        const x = tensor4d(input.photo, [1, side, side, 1]);
        const g = relu(conv2d(x, kernel, s, 'valid'));
        return inputGradient(g, kernel, [side, side], { stride: s });
      }),
    );
    part.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value / kernels));
    context.progress((done + count) / kernels);
  }
  return sum;
}

function classesOf(
  { photo, kernelSize, kernels }: CheckerboardInput,
  gradient: ArrayLike<number>,
  readers: ArrayLike<number>,
  pixels: number[],
): OverlapClass[] {
  const sums = new Map<number, { pixels: number; cross: number; square: number }>();
  for (const i of pixels) {
    const n = Math.round(readers[i] ?? 0);
    const sum = sums.get(n) ?? { pixels: 0, cross: 0, square: 0 };
    const value = photo[i] ?? 0;
    sum.pixels += 1;
    sum.cross += (gradient[i] ?? 0) * value;
    sum.square += value * value;
    sums.set(n, sum);
  }
  return [...sums]
    .sort(([a], [b]) => b - a)
    .map(([n, sum]) => ({
      readers: n,
      pixels: sum.pixels,
      expected: n / 2,
      chance: Math.sqrt(((n * kernelSize ** 2) / 2 + (3 * n ** 2) / 4) / kernels),
      measured: sum.cross / sum.square,
    }));
}

async function read(tensor: Tensor4D): Promise<Float32Array> {
  const values = await tensor.data<'float32'>();
  tensor.dispose();
  return values;
}

function rows(values: ArrayLike<number>, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, r) =>
    Array.from({ length: width }, (_, c) => values[r * width + c] ?? Number.NaN),
  );
}
