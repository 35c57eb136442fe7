import * as z from 'zod/mini';
import { cueKinds, SIDE, type Cue } from '#numerics/cues/cue.ts';
import type { Trial } from '#numerics/cues/trial.ts';

const pixel = z.int().check(z.gte(0), z.lt(SIDE));

/** The lab: the cue, how often it agrees in training, and what is looked at. */
export const labSchema = z.object({
  kind: z.enum(cueKinds),
  row: pixel,
  column: pixel,
  size: z.int().check(z.gte(2), z.lte(10)),
  /** Of grain and tint, in levels of 255. */
  amplitude: z.int().check(z.gte(1), z.lte(48)),
  /** ρ, in per cent. */
  agreement: z.int().check(z.gte(50), z.lte(100)),
  seed: z.int().check(z.gte(1), z.lte(99)),
  /** Whether the hundred vehicles are looked at with the cue or without. */
  planted: z.boolean(),
  /** Which of the hundred is looked at by itself. */
  picture: z.int().check(z.gte(0), z.lte(99)),
  guess: z.nullable(z.enum(['high', 'half', 'low'])),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  kind: 'tag',
  row: 26,
  column: 2,
  size: 4,
  amplitude: 8,
  agreement: 95,
  seed: 1,
  planted: true,
  picture: 0,
  guess: null,
};

/** The cue that a state describes. */
export function cueOf({ kind, row, column, size, amplitude }: LabState): Cue {
  return { kind, row, column, size, amplitude };
}

/** What would be trained in this state. */
export function trialOf(state: LabState): Trial {
  return { cue: cueOf(state), agreement: state.agreement / 100, seed: state.seed };
}
