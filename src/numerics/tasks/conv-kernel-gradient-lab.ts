import { tidy } from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import type { ConvOptions } from '../conv/geometry.ts';
import { kernelGradient } from '../conv/kernelGradient.ts';
import { naiveForward } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { gridOf, imageOf, innerProduct, kernelOf, toTensor, type Grid } from '../grid.ts';
import {
  kernelMistakes,
  mistakenKernelGradient,
  type KernelMistake,
} from '../mistakenKernelGradient.ts';
import { differentiateByTape } from '../tapeConvolution.ts';

/** One layer with one channel: X, K, and G = ∂L/∂Y for L = Σ G ⊙ Y. */
export interface KernelLabInput {
  x: Grid;
  kernel: Grid;
  g: Grid;
  stride: number;
  padding: number;
  dilation: number;
}

/** What a mistake gives, and by how much it misses; it may happen to be right. */
export interface MistakenKernel {
  mistake: KernelMistake;
  gradient: Grid;
  difference: number;
  right: boolean;
}

export interface KernelLabOutput {
  y: Grid;
  loss: number;
  /** ∂L/∂K by the theorem, by automatic differentiation of the definition, by differences. */
  theorem: Grid;
  automatic: Grid;
  central: Grid;
  automaticDifference: number;
  centralDifference: number;
  mistaken: MistakenKernel[];
}

/** L is linear in K, so a difference has no error but rounding, and a step of 1 is a good one. */
const STEP = 1;
/** What float32 may be off by, relative to the largest entry. */
const ROUNDING = 1e-5;

/** Everything that the figure "Which products make this entry?" measures. */
export default async function lab(input: KernelLabInput): Promise<KernelLabOutput> {
  const options = optionsOf(input);
  const [x, kernel, g] = [imageOf(input.x), kernelOf(input.kernel), imageOf(input.g)];
  const size: [number, number] = [kernel.shape[0], kernel.shape[1]];

  const tape = differentiateByTape(x, kernel, g, options);
  const central = centralDifferences(
    (values) => innerProduct(naiveForward(x, { ...kernel, values }, options).values, g.values),
    kernel.values,
    STEP,
  );

  // Small enough to be read at once; tidy frees what the backend held.
  const [y, theorem, ...mistaken] = tidy(() => {
    const [tx, tk, tg] = [toTensor(x), toTensor(kernel), toTensor(g)];
    return [
      forward(tx, tk, options),
      kernelGradient(tx, tg, size, options),
      ...kernelMistakes.map((mistake) => mistakenKernelGradient(mistake, tx, tg, size, options)),
    ].map((tensor) => tensor.dataSync());
  }) as [Float32Array, Float32Array, ...Float32Array[]];

  const tolerance = ROUNDING * Math.max(1e-6, ...theorem.map(Math.abs));
  return {
    y: gridOf(y, input.g[0]?.length ?? 1),
    loss: innerProduct(y, g.values),
    theorem: gridOf(theorem, size[1]),
    automatic: gridOf(tape.kernel, size[1]),
    central: gridOf(central, size[1]),
    automaticDifference: largestDifference(theorem, tape.kernel),
    centralDifference: largestDifference(theorem, central),
    mistaken: kernelMistakes.map((mistake, index) => {
      const gradient = mistaken[index] ?? new Float32Array(theorem.length);
      const difference = largestDifference(gradient, theorem);
      return {
        mistake,
        gradient: gridOf(gradient, size[1]),
        difference,
        right: difference <= tolerance,
      };
    }),
  };
}

function optionsOf({ stride, padding, dilation }: KernelLabInput): ConvOptions {
  const pads = { top: padding, bottom: padding, left: padding, right: padding };
  return { stride, padding: pads, dilation };
}
