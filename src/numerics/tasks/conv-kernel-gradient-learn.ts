import {
  concat,
  mul,
  reshape,
  reverse,
  square,
  sub,
  sum,
  tensor4d,
  tidy,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import { kernelGradient } from '../conv/kernelGradient.ts';
import { mulberry32 } from '../random.ts';
import { distanceToSobel, sobel } from '../sobel.ts';
import { symmetricEigenvalues } from '../symmetricEigenvalues.ts';
import type { TaskContext } from './context.ts';

/** Side of the kernel. */
const SIDE = 3;

/** What the kernel learns from: the photograph, one row of it repeated downwards, white noise. */
export const scenes = ['photo', 'row', 'noise'] as const;
export type Scene = (typeof scenes)[number];

export interface LearnInput {
  /** A square grey photograph, 0 to 255, row by row. */
  photo: ArrayLike<number>;
  scene: Scene;
  /** Whether the mean of the image is taken off first. */
  centred: boolean;
  /** The seed of the random start. */
  seed: number;
  /** η. */
  stepSize: number;
  /** How many steps the run has in all. */
  steps: number;
  /** Whether G is turned by half a turn, which is wrong. */
  turned: boolean;
  /** An earlier part of the same run, to go on from. */
  from?: LearnPart | undefined;
}

/** How far a run is; also what the task reports while it runs. */
export interface LearnPart {
  /** K after the last step, and the loss before the first and after each step. */
  kernel: number[];
  losses: number[];
}

export interface LearnOutput extends LearnPart {
  /** Set when the loss left every bound and the run was given up. */
  diverged: boolean;
  /** Largest |K − Sobel|. */
  worst: number;
  /** The image, its filtered version T, the kernel's output Y, and Y − T; rows × rows each. */
  image: Float32Array;
  target: Float32Array;
  output: Float32Array;
  complaint: Float32Array;
  /** Eigenvalues of the loss's curvature PᵀP/M, smallest first, and 2 / the largest. */
  eigenvalues: number[];
  largestStep: number;
}

/** How often the losses are read back, the reader is told, and asked whether to stop. */
const AT_ONCE = 20;
/** A loss so many times the first one has diverged. */
const LOST = 1e6;

/**
 * K ← K − η (X ⋆ G) with G = (Y − T)/M for L = Σ(Y − T)²/2M: gradient descent by the book's own
 * kernel gradient. T is the image filtered with Sobel, which the descent never sees.
 */
export default async function learn(input: LearnInput, context: TaskContext): Promise<LearnOutput> {
  const pixels = imageOf(input);
  const side = Math.round(Math.sqrt(pixels.length));
  const places = (side - SIDE + 1) ** 2;
  const eigenvalues = Array.from(symmetricEigenvalues(curvature(pixels, side)));

  const x = tensor4d(pixels, [1, side, side, 1]);
  const target = tidy(() => forward(x, kernelTensor(sobel)));
  let kernel = kernelTensor(input.from?.kernel ?? start(input.seed));
  const losses = [...(input.from?.losses ?? [])];
  let diverged = false;
  try {
    while (losses.length <= input.steps && !diverged) {
      if (await context.stopped()) break;
      const count = Math.min(AT_ONCE, input.steps + 1 - losses.length);
      const pending: Tensor1D[] = [];
      for (let i = 0; i < count; i++) {
        // The first loss is the start's own; a step comes before each later one.
        if (losses.length + i > 0) {
          const before = kernel;
          kernel = tidy(() => descend(before, x, target, places, input));
          before.dispose();
        }
        const now = kernel;
        pending.push(tidy(() => lossOf(now, x, target, places)));
      }
      const joined = concat(pending);
      losses.push(...(await joined.data()));
      for (const tensor of [joined, ...pending]) tensor.dispose();
      const [first = 0, last = 0] = [losses[0], losses.at(-1)];
      diverged = !Number.isFinite(last) || last > LOST * Math.max(first, 1e-3);
      const part: LearnPart = { kernel: Array.from(await kernel.data()), losses: [...losses] };
      context.progress(losses.length / (input.steps + 1), part);
    }
    const found = Array.from(await kernel.data());
    const output = tidy(() => forward(x, kernel));
    const complaint = tidy(() => sub(output, target));
    const images = [target, output, complaint] as const;
    const [t, y, e] = await Promise.all(images.map((image) => image.data<'float32'>()));
    output.dispose();
    complaint.dispose();
    return {
      kernel: found,
      losses,
      diverged,
      worst: distanceToSobel(found),
      image: pixels,
      target: t ?? new Float32Array(),
      output: y ?? new Float32Array(),
      complaint: e ?? new Float32Array(),
      eigenvalues,
      largestStep: 2 / (eigenvalues.at(-1) ?? Number.NaN),
    };
  } finally {
    for (const tensor of [x, target, kernel]) tensor.dispose();
  }
}

/** One step: run the kernel, compare, correlate, correct. */
function descend(
  kernel: Tensor4D,
  x: Tensor4D,
  target: Tensor4D,
  places: number,
  { stepSize, turned }: LearnInput,
): Tensor4D {
  const upstreamGradient = mul<Tensor4D>(sub(forward(x, kernel), target), 1 / places);
  const used = turned ? reverse(upstreamGradient, [1, 2]) : upstreamGradient;
  return sub(kernel, mul(kernelGradient(x, used, [SIDE, SIDE]), stepSize));
}

function lossOf(kernel: Tensor4D, x: Tensor4D, target: Tensor4D, places: number): Tensor1D {
  const squares = square(sub(forward(x, kernel), target));
  return reshape(mul(sum(squares), 0.5 / places), [1]);
}

function kernelTensor(values: readonly number[]): Tensor4D {
  return tensor4d([...values], [SIDE, SIDE, 1, 1]);
}

/** Nine numbers from −1 to 1. */
function start(seed: number): number[] {
  const random = mulberry32(seed);
  return Array.from({ length: SIDE * SIDE }, () => 2 * random() - 1);
}

/** The noise is always the same one; the seed of the demo draws the kernel. */
const NOISE_SEED = 7;

function imageOf({ photo, scene, centred }: LearnInput): Float32Array {
  const side = Math.round(Math.sqrt(photo.length));
  const random = mulberry32(NOISE_SEED);
  const middle = Math.floor(side / 2) * side;
  const pixels = Float64Array.from({ length: photo.length }, (_, i) => {
    if (scene === 'noise') return random();
    return (photo[scene === 'row' ? middle + (i % side) : i] ?? 0) / 255;
  });
  const mean = centred ? pixels.reduce((total, value) => total + value, 0) / pixels.length : 0;
  return Float32Array.from(pixels, (value) => value - mean);
}

/** PᵀP/M, 9×9: rows of P are the patches of the image, M of them. Float64. */
function curvature(pixels: Float32Array, side: number): Float64Array {
  const taps = SIDE * SIDE;
  const reach = side - SIDE + 1;
  const matrix = new Float64Array(taps * taps);
  const patch = new Float64Array(taps);
  for (let r = 0; r < reach; r++) {
    for (let c = 0; c < reach; c++) {
      for (let tap = 0; tap < taps; tap++) {
        const [a, b] = [Math.floor(tap / SIDE), tap % SIDE];
        patch[tap] = pixels[(r + a) * side + c + b] ?? Number.NaN;
      }
      for (let i = 0; i < taps; i++) {
        for (let j = 0; j < taps; j++) {
          const at = i * taps + j;
          const product = ((patch[i] ?? 0) * (patch[j] ?? 0)) / (reach * reach);
          matrix[at] = (matrix[at] ?? 0) + product;
        }
      }
    }
  }
  return matrix;
}
