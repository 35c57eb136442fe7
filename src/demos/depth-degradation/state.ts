import * as z from 'zod/mini';
import type { DeepTrial } from '#numerics/depth/study.ts';

/** Depths that were recorded. */
export const recordedDepths = [8, 14, 20, 32, 44, 56] as const;
/** Depths that can be trained in the page. */
export const liveDepths = [8, 20, 32, 56] as const;

/** The record: what is looked at, of which depth, and when. */
export const recordSchema = z.object({
  view: z.enum(['depth', 'epochs', 'gradients']),
  set: z.enum(['training', 'test']),
  depth: z.literal(recordedDepths),
  time: z.enum(['start', 'epoch', 'end']),
  guess: z.nullable(z.enum(['less', 'same', 'more'])),
  /** Whether the answer has been shown without a guess. */
  open: z.boolean(),
});

export type RecordState = z.infer<typeof recordSchema>;

export const recordDefaults: RecordState = {
  view: 'depth',
  set: 'training',
  depth: 56,
  time: 'start',
  guess: null,
  open: false,
};

/** The lab: the network. */
export const labSchema = z.object({
  depth: z.literal(liveDepths),
  skips: z.boolean(),
  norm: z.boolean(),
  seed: z.int().check(z.gte(1), z.lte(99)),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = { depth: 56, skips: false, norm: true, seed: 1 };

/** What would be trained in this state. */
export function trialOf({ depth, skips, norm, seed }: LabState): DeepTrial {
  return { depth, skips, norm, seed };
}
