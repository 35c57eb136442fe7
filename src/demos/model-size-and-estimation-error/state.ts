import * as z from 'zod/mini';
import { LAMBDAS } from '#numerics/regression/sweep.ts';
import { WIDTHS } from '#numerics/regression/widthStudy.ts';

/** Shares of wrong labels, in per cent. */
export const NOISES = [0, 20, 40] as const;
/** Seeds of a sweep. */
export const SEEDS = 5;

const noise = z.union([z.literal(0), z.literal(20), z.literal(40)]);

/** The lab: what is learned from, and which machine is looked at. */
export const labSchema = z.object({
  examples: z.int().check(z.gte(20), z.lte(100), z.multipleOf(10)),
  noise,
  /** Which of the sizes, from the smallest. */
  size: z.int().check(z.gte(0), z.lte(24)),
  /** Which of `LAMBDAS`. */
  lambda: z.int().check(z.gte(0), z.lt(LAMBDAS.length)),
  measure: z.enum(['wrong', 'squared']),
  guess: z.nullable(z.enum(['worse', 'same', 'better'])),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  examples: 100,
  noise: 20,
  size: 11,
  lambda: 0,
  measure: 'wrong',
  guess: null,
};

/** The Gaussian problem: how many examples, σ², which features come first, and what is looked at. */
export const exactSchema = z.object({
  examples: z.int().check(z.gte(10), z.lte(100)),
  noise: z.number().check(z.gte(0), z.lte(1)),
  order: z.enum(['even', 'strongest first']),
  size: z.int().check(z.gte(1), z.lte(400)),
  along: z.enum(['size', 'examples']),
});

export type ExactState = z.infer<typeof exactSchema>;

export const exactDefaults: ExactState = {
  examples: 40,
  noise: 0.1,
  order: 'strongest first',
  size: 36,
  along: 'size',
};

/** Networks: which is trained next. */
export const trainSchema = z.object({
  width: z.union(WIDTHS.map((width) => z.literal(width))),
  noise,
  seed: z.int().check(z.gte(1), z.lte(99)),
});

export type TrainState = z.infer<typeof trainSchema>;

export const trainDefaults: TrainState = { width: 4, noise: 20, seed: 1 };
