import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import type { ConvOptions } from '../conv/geometry.ts';
import { inputGradient } from '../conv/inputGradient.ts';
import { naiveForward, type Array4D } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { mistakenInputGradient, mistakes, type Mistake } from '../mistakenInputGradient.ts';
import { differentiateByTape } from '../tapeConvolution.ts';

/** One layer with one channel: X, K, and G = ∂L/∂Y for L = Σ G ⊙ Y, each row by row. */
export interface LabInput {
  x: number[][];
  kernel: number[][];
  g: number[][];
  stride: number;
  padding: number;
  dilation: number;
}

/** What came of a mistake: right after all, the negative, wrong numbers, or not even the size. */
export type Verdict = 'right' | 'opposite' | 'wrong' | 'wrong-size';

export interface MistakenAnswer {
  mistake: Mistake;
  /** Empty if the kernel did not fit. */
  gradient: number[][];
  /** Largest difference to the theorem; null if the sizes differ. */
  difference: number | null;
  /** ⟨x, Cᵀg⟩ with this gradient for Cᵀg; null if the sizes differ. */
  product: number | null;
  verdict: Verdict;
}

export interface LabOutput {
  y: number[][];
  loss: number;
  /** ∂L/∂X by the theorem, by automatic differentiation of the definition, by differences. */
  theorem: number[][];
  automatic: number[][];
  central: number[][];
  automaticDifference: number;
  centralDifference: number;
  /** ⟨Cx, g⟩ and ⟨x, Cᵀg⟩. */
  adjoint: [number, number];
  mistaken: MistakenAnswer[];
}

/** Everything the figure "Ask a pixel" measures, for one setting of it. */
export default async function lab(input: LabInput): Promise<LabOutput> {
  const { x, kernel, g } = input;
  const inputSize: [number, number] = [x.length, x[0]?.length ?? 0];
  const options = optionsOf(input);
  const [xs, ks, gs] = [array4d(x), array4d(kernel), array4d(g)];

  const tape = differentiateByTape(image(xs), asKernel(ks), image(gs), options);
  const central = centralDifferences((values) => {
    const y = naiveForward({ ...image(xs), values }, asKernel(ks), options);
    return dot(y.values, gs.values);
  }, xs.values);

  const tensors = [toTensor(image(xs)), toTensor(asKernel(ks)), toTensor(image(gs))] as const;
  const [tx, tk, tg] = tensors;
  try {
    const y = await rowsOf(forward(tx, tk, options));
    const theorem = await rowsOf(inputGradient(tg, tk, inputSize, options));
    const mistaken: MistakenAnswer[] = [];
    for (const mistake of mistakes) {
      const result = mistakenInputGradient(mistake, tg, tk, inputSize, options);
      mistaken.push(judge(mistake, result ? await rowsOf(result) : [], theorem, x));
    }
    return {
      y,
      loss: dot(y.flat(), g.flat()),
      theorem,
      automatic: rows(tape.input, inputSize[1]),
      central: rows(central, inputSize[1]),
      automaticDifference: largestDifference(theorem.flat(), tape.input),
      centralDifference: largestDifference(theorem.flat(), central),
      adjoint: [dot(y.flat(), g.flat()), dot(x.flat(), theorem.flat())],
      mistaken,
    };
  } finally {
    for (const tensor of tensors) tensor.dispose();
  }
}

function optionsOf({ stride, padding, dilation }: LabInput): ConvOptions {
  const pads = { top: padding, bottom: padding, left: padding, right: padding };
  return { stride, padding: pads, dilation };
}

/** What float32 may be off by, relative to the largest entry. */
const ROUNDING = 1e-5;

function judge(
  mistake: Mistake,
  gradient: number[][],
  theorem: number[][],
  x: number[][],
): MistakenAnswer {
  const sameSize = gradient.length === theorem.length && gradient[0]?.length === theorem[0]?.length;
  if (!sameSize)
    return { mistake, gradient, difference: null, product: null, verdict: 'wrong-size' };
  const [found, right] = [gradient.flat(), theorem.flat()];
  const tolerance = ROUNDING * Math.max(1e-6, ...right.map(Math.abs));
  const difference = largestDifference(found, right);
  const opposite = largestDifference(
    found.map((value) => -value),
    right,
  );
  const verdict = difference <= tolerance ? 'right' : opposite <= tolerance ? 'opposite' : 'wrong';
  return { mistake, gradient, difference, product: dot(x.flat(), found), verdict };
}

interface Grid {
  size: [number, number];
  values: Float64Array;
}

function array4d(values: number[][]): Grid {
  return {
    size: [values.length, values[0]?.length ?? 0],
    values: Float64Array.from(values.flat()),
  };
}

function image({ size, values }: Grid): Array4D {
  return { shape: [1, ...size, 1], values };
}

function asKernel({ size, values }: Grid): Array4D {
  return { shape: [...size, 1, 1], values };
}

function toTensor({ shape, values }: Array4D): Tensor4D {
  return tensor4d(Float32Array.from(values), shape);
}

/** The rows of a one-channel image, which is disposed. */
async function rowsOf(tensor: Tensor4D): Promise<number[][]> {
  const values = await tensor.data();
  const width = tensor.shape[2];
  tensor.dispose();
  return rows(values, width);
}

function rows(values: ArrayLike<number>, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, r) =>
    Array.from({ length: width }, (_, c) => values[r * width + c] ?? Number.NaN),
  );
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? Number.NaN) * (b[i] ?? Number.NaN);
  return sum;
}
