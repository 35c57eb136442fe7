import * as z from 'zod/mini';
import { isConsistent, tableSchema } from '#demos/frame/oneChannel.ts';
import type { KernelMistake } from '#numerics/mistakenKernelGradient.ts';
import type { Scene } from '#numerics/tasks/conv-kernel-gradient-learn.ts';

const mistakes = ['turned', 'no-holes'] as const satisfies KernelMistake[];
const scenes = ['photo', 'row', 'noise'] as const satisfies Scene[];

/** The lab: a layer with one channel, the entry of ∂L/∂K in view, a mistake and a guess about it. */
export const labSchema = z
  .object({
    x: tableSchema(6),
    kernel: tableSchema(3),
    g: tableSchema(9),
    stride: z.int().check(z.gte(1), z.lte(3)),
    padding: z.int().check(z.gte(0), z.lte(2)),
    dilation: z.int().check(z.gte(1), z.lte(2)),
    /** The entry of ∂L/∂K that the play head is at, in reading order. */
    at: z.int().check(z.gte(0), z.lte(8)),
    mistake: z.enum(mistakes),
    /** Whether the reader expects the mistake to come out right; null before they say. */
    guess: z.nullable(z.boolean()),
  })
  .check(z.refine(isConsistent));

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  x: [
    [2, 0, 1, 3, 1],
    [1, 1, 0, 2, 0],
    [0, 3, 2, 1, 1],
    [1, 0, 1, 0, 2],
    [2, 1, 0, 1, 3],
  ],
  kernel: [
    [1, 0, -1],
    [2, 1, 0],
    [0, -1, 1],
  ],
  g: [
    [1, -1, 0],
    [0, 2, 1],
    [-2, 0, 1],
  ],
  stride: 1,
  padding: 0,
  dilation: 1,
  at: 1,
  mistake: 'turned',
  guess: null,
};

/** The learning run: what the kernel sees, how it steps, how far it has come, and a guess. */
export const learnSchema = z.object({
  scene: z.enum(scenes),
  centred: z.boolean(),
  turned: z.boolean(),
  seed: z.int().check(z.gte(1), z.lte(99)),
  stepSize: z.number().check(z.gte(0.05), z.lte(25)),
  steps: z.int().check(z.gte(0), z.lte(3000)),
  guess: z.nullable(z.enum(['thousandth', 'tenth', 'one'])),
});

export type LearnState = z.infer<typeof learnSchema>;

export const learnDefaults: LearnState = {
  scene: 'photo',
  centred: true,
  turned: false,
  seed: 1,
  stepSize: 2,
  steps: 100,
  guess: null,
};
