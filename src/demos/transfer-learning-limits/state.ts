import * as z from 'zod/mini';
import { starts } from '#numerics/transfer/starts.ts';
import { EACH, targets } from '#numerics/transfer/study.ts';

const seed = z.int().check(z.gte(1), z.lte(99));
const target = z.enum(targets);

/** The record: which target, and how many examples of each class. */
export const curvesSchema = z.object({
  target,
  /** Which of the recorded numbers of examples, from the least. */
  size: z.int().check(z.gte(0), z.lte(4)),
  guess: z.nullable(z.enum(['helps', 'same', 'hurts'])),
});

export const curvesDefaults: z.infer<typeof curvesSchema> = {
  target: 'near',
  size: 0,
  guess: null,
};

/** Probes on frozen features. */
export const probeSchema = z.object({ target, seed });

export const probeDefaults: z.infer<typeof probeSchema> = { target: 'far', seed: 1 };

/** A training of all layers. */
export const trainSchema = z.object({
  target,
  start: z.enum(starts),
  each: z.literal([...EACH]),
  seed,
});

export const trainDefaults: z.infer<typeof trainSchema> = {
  target: 'far',
  start: 'trained',
  each: 20,
  seed: 1,
};

/** The linear model: tenths of ‖w_S − w*‖ and of log₁₀ λ, σ² in hundredths, and whether each start has its best λ. */
export const ridgeSchema = z.object({
  distance: z.int().check(z.gte(0), z.lte(20)),
  pull: z.int().check(z.gte(-20), z.lte(30)),
  best: z.boolean(),
});

export const ridgeDefaults: z.infer<typeof ridgeSchema> = { distance: 5, pull: 10, best: false };
