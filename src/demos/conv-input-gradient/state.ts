import * as z from 'zod/mini';
import { isConsistent, tableSchema } from '#demos/frame/oneChannel.ts';
import type { Mistake } from '#numerics/mistakenInputGradient.ts';
import type { Verdict } from '#numerics/tasks/conv-input-gradient-lab.ts';
import type {
  CheckerboardInput,
  Weighting,
} from '#numerics/tasks/conv-input-gradient-checkerboard.ts';
import { presets } from './presets.ts';

const mistakes = ['no-flip', 'same-padding', 'no-zeros', 'repeat'] as const satisfies Mistake[];
const verdicts = ['right', 'opposite', 'wrong', 'wrong-size'] as const satisfies Verdict[];
const weightings = ['ones', 'bell', 'random', 'resize'] as const satisfies Weighting[];

/** The lab: a layer with one channel, where the reader looks, and what they guess. */
export const labSchema = z
  .object({
    x: tableSchema(6),
    kernel: tableSchema(3),
    g: tableSchema(12),
    stride: z.int().check(z.gte(1), z.lte(3)),
    padding: z.int().check(z.gte(0), z.lte(3)),
    dilation: z.int().check(z.gte(1), z.lte(2)),
    view: z.enum(['gather', 'scatter']),
    /** The pixel (gather) or output (scatter) that the play head is at, in reading order. */
    at: z.int().check(z.gte(0), z.lte(143)),
    mistake: z.enum(mistakes),
    guess: z.nullable(z.enum(verdicts)),
  })
  .check(z.refine(isConsistent));

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  x: [
    [1, 2, 0, 1, 0],
    [0, 1, 3, 2, 1],
    [2, 1, 1, 0, 2],
    [1, 0, 2, 1, 3],
    [0, 2, 1, 1, 0],
  ],
  kernel: presets.free.values,
  g: [
    [1, -1, 2],
    [0, 2, 1],
    [-2, 1, 3],
  ],
  stride: 1,
  padding: 0,
  dilation: 1,
  view: 'gather',
  at: 7,
  mistake: 'no-flip',
  guess: null,
};

/** The checkerboard: sizes, the kernel of the constant gradient, and how many random kernels. */
export const checkerboardSchema = z.object({
  k: z.int().check(z.gte(1), z.lte(7)),
  s: z.int().check(z.gte(1), z.lte(4)),
  weighting: z.enum(weightings),
  kernels: z.union([z.literal(16), z.literal(128), z.literal(1024)]),
  seed: z.int().check(z.gte(0), z.lte(999999)),
});

export type CheckerboardState = z.infer<typeof checkerboardSchema>;

export const checkerboardDefaults: CheckerboardState = {
  k: 3,
  s: 2,
  weighting: 'ones',
  kernels: 1024,
  seed: 1,
};

/** What the task is asked for a state of the checkerboard; `photo` has levels from 0 to 255. */
export function inputOf(state: CheckerboardState, photo: readonly number[]): CheckerboardInput {
  const { k, s, weighting, kernels, seed } = state;
  const grey = photo.map((level) => level / 255);
  return { kernelSize: k, stride: s, weighting, kernels, seed, photo: grey };
}
