import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import {
  composeKernels,
  composeStack,
  placesOf,
  plainKernel,
  type PlainKernel,
} from './plainStack.ts';
import { solveSymmetric } from './solveSymmetric.ts';

/** Three small kernels in a row, from one channel to one, and how near they are to a large one. */
export interface StackFit {
  kernels: PlainKernel[];
  /** What they are together. */
  whole: PlainKernel;
  /** ‖T − whole‖² ÷ ‖T‖²: 0 for the target itself, 1 for a kernel of zeros. */
  missed: number;
}

/** Steps of one start at most; it ends earlier when nothing is gained any more. */
const MOST_STEPS = 200;
/** Where the damping begins, as a share of the mean of JJᵀ's diagonal. */
const DAMPING = 1e-2;

/**
 * The three 3×3 kernels, with m channels between, whose composition is nearest to a 7×7 kernel T, from
 * one random start: damped Gauss–Newton steps (Levenberg 1944, Marquardt 1963) on the 18 m + 9 m²
 * numbers. It finds a local minimum; another seed may find a better one.
 */
export function fitStack(target: PlainKernel, m: number, seed: number): StackFit {
  const draw = normal(mulberry32(Math.imul(seed + 1, 0x9e3779b1)));
  const sizes = [
    [1, m],
    [m, m],
    [m, 1],
  ] as const;
  let kernels = sizes.map(([inputs, outputs]) => plainKernel(3, inputs, outputs, () => draw() / 3));
  let rest = restOf(target, kernels);
  let error = squares(rest);
  let damping = DAMPING;
  for (let step = 0; step < MOST_STEPS && damping < 1e8; step++) {
    const slopes = slopesOf(kernels);
    const moved = stepAlong(kernels, slopes, rest, damping);
    const after = restOf(target, moved);
    const found = squares(after);
    if (found < error) {
      const gained = (error - found) / error;
      [kernels, rest, error] = [moved, after, found];
      damping = Math.max(1e-10, damping / 5);
      if (gained < 1e-9 || error < 1e-20 * squares(target.values)) break;
    } else {
      damping *= 4;
    }
  }
  return { kernels, whole: composeStack(kernels), missed: error / squares(target.values) };
}

/** T less the composition. */
function restOf(target: PlainKernel, kernels: readonly PlainKernel[]): Float64Array {
  const whole = composeStack(kernels);
  return target.values.map((value, i) => value - (whole.values[i] ?? 0));
}

/**
 * How the composition changes with each number of the kernels, in their order: what stands before
 * and behind that number, convolved, and moved to its place.
 */
export function slopesOf(kernels: readonly PlainKernel[]): Float64Array[] {
  return kernels.flatMap((kernel, place) => {
    const before = composed(kernels.slice(0, place), kernel.inputs);
    const behind = composed(kernels.slice(place + 1), kernel.outputs);
    return placesOf(kernel).map(([row, column, i, o]) => {
      const one = plainKernel(kernel.side, kernel.inputs, kernel.outputs);
      one.values[((row * kernel.side + column) * kernel.inputs + i) * kernel.outputs + o] = 1;
      return composeKernels(composeKernels(before, one), behind).values;
    });
  });
}

/** The composition of some kernels; of none, what passes each channel on. */
function composed(kernels: readonly PlainKernel[], channels: number): PlainKernel {
  if (kernels.length > 0) return composeStack(kernels);
  const identity = plainKernel(1, channels, channels);
  for (let c = 0; c < channels; c++) identity.values[c * channels + c] = 1;
  return identity;
}

/** The kernels moved by Jᵀ(JJᵀ + λI)⁻¹ rest, which is (JᵀJ + λI)⁻¹ Jᵀ rest with a smaller matrix. */
function stepAlong(
  kernels: readonly PlainKernel[],
  slopes: readonly Float64Array[],
  rest: Float64Array,
  damping: number,
): PlainKernel[] {
  const n = rest.length;
  const products = Array.from({ length: n }, () => new Float64Array(n));
  for (const slope of slopes) {
    for (let a = 0; a < n; a++) {
      const [row, value] = [products[a], slope[a] ?? 0];
      if (!row || value === 0) continue;
      for (let b = 0; b < n; b++) row[b] = (row[b] ?? 0) + value * (slope[b] ?? 0);
    }
  }
  const mean = products.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / n;
  products.forEach((row, i) => (row[i] = (row[i] ?? 0) + damping * mean));
  const weights = solveSymmetric(products, rest);
  let at = 0;
  return kernels.map((kernel) => ({
    ...kernel,
    values: kernel.values.map((value) => {
      const slope = slopes[at++] ?? new Float64Array(n);
      return value + slope.reduce((sum, d, i) => sum + d * (weights[i] ?? 0), 0);
    }),
  }));
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
