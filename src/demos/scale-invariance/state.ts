import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';
import { angles, sides } from '#numerics/tolerance/change.ts';

const image = z.int().check(z.gte(0), z.lte(setSizes.teaching - 1));

/** The lab: a picture, how it is changed, what is plotted, and a guess about the second network. */
export const labSchema = z.object({
  image,
  change: z.enum(['scale', 'rotation']),
  /** The picture's side in pixels; it was made for 32. */
  side: z.int().check(z.refine((side) => sides.includes(side))),
  /** Degrees, counter-clockwise. */
  angle: z.int().check(z.refine((angle) => angles.includes(angle))),
  /** Whether the change is undone again: the control. */
  undone: z.boolean(),
  measure: z.enum(['probability', 'similarity']),
  guess: z.nullable(z.enum(['everywhere', 'trained', 'enlarged'])),
});

export type LabState = z.infer<typeof labSchema>;

/** A deer of which the network is sure, at twice its size. */
export const labDefaults: LabState = {
  image: 11,
  change: 'scale',
  side: 64,
  angle: 45,
  undone: false,
  measure: 'probability',
  guess: null,
};

/** Averaging over sizes: a picture, a network, and at how many sizes it is asked. */
export const averageSchema = z.object({
  image,
  network: z.enum(['base', 'scale-jitter']),
  set: z.enum(['one', 'three', 'five']),
});

export type AverageState = z.infer<typeof averageSchema>;

export const averageDefaults: AverageState = { image: 11, network: 'base', set: 'five' };
