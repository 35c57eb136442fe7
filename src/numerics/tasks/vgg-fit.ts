import { fitStack } from '../stacks/fitStack.ts';
import { TARGET_SIDE, targetKernel, type TargetName } from '../stacks/targets.ts';
import type { TaskContext } from './context.ts';

export interface FitInput {
  /** A kernel by its name, or the 49 numbers of one. */
  target: TargetName | readonly number[];
  /** Of the kernel by lot. */
  seed: number;
  /** m: channels between the small kernels. */
  between: number;
  /** Random starts. */
  starts: number;
}

/** The nearest that was found. */
export interface FitOutput {
  /** T, 7×7, scaled so that its squares sum to 1; and what the small kernels make. */
  target: number[];
  whole: number[];
  /** The small kernels [3, 3, inputs, outputs], row by row. */
  kernels: { inputs: number; outputs: number; values: number[] }[];
  /** The share of T's squares that is missed. */
  missed: number;
  /** What each start missed. */
  starts: number[];
}

/**
 * The three 3×3 kernels that come nearest to a 7×7 one, of several random starts the best. null when the reader has cancelled.
 */
export default async function fit(
  input: FitInput,
  context: TaskContext,
): Promise<FitOutput | null> {
  const target = kernelOf(input);
  let best = fitStack(target, input.between, 0);
  const starts = [best.missed];
  for (let start = 1; start < input.starts; start++) {
    context.progress(start / input.starts);
    if (await context.stopped()) return null;
    const found = fitStack(target, input.between, start);
    starts.push(found.missed);
    if (found.missed < best.missed) best = found;
  }
  return {
    target: [...target.values],
    whole: [...best.whole.values],
    kernels: best.kernels.map(({ inputs, outputs, values }) => ({
      inputs,
      outputs,
      values: [...values],
    })),
    missed: best.missed,
    starts,
  };
}

function kernelOf({ target, seed }: FitInput) {
  if (typeof target === 'string') return targetKernel(target, seed);
  const length = Math.hypot(...target) || 1;
  const values = Float64Array.from(target, (value) => value / length);
  return { side: TARGET_SIDE, inputs: 1, outputs: 1, values };
}
