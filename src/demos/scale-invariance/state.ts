import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';
import { angles, sides } from '#numerics/tolerance/change.ts';

const image = z.int().check(z.gte(0), z.lte(setSizes.teaching - 1));

/** The lab: a picture, how it is changed, what is plotted, and a guess about each network. */
export const labSchema = z.object({
  image,
  change: z.enum(['scale', 'rotation']),
  /** The picture's side in pixels; it was made for 32. */
  side: z.int().check(z.refine((side) => sides.includes(side))),
  /** Degrees, counter-clockwise. */
  angle: z.int().check(z.refine((angle) => angles.includes(angle))),
  /** Whether the change is undone again: the control. */
  undone: z.boolean(),
  measure: z.enum(['right', 'probability', 'similarity']),
  /** What the reader expects of the first network; its curve over the sizes waits for it. */
  expected: z.nullable(z.enum(['half', 'double', 'alike'])),
  guess: z.nullable(z.enum(['everywhere', 'trained', 'enlarged'])),
});

export type LabState = z.infer<typeof labSchema>;

/** A deer of which the network is sure, in its own size. */
export const labDefaults: LabState = {
  image: 11,
  change: 'scale',
  side: 32,
  angle: 45,
  undone: false,
  measure: 'right',
  expected: null,
  guess: null,
};

/** Averaging over sizes: a picture, a network, at how many sizes it is asked, what is plotted. */
export const averageSchema = z.object({
  image,
  network: z.enum(['base', 'scale-jitter']),
  set: z.enum(['one', 'three', 'five']),
  measure: z.enum(['probability', 'right']),
});

export type AverageState = z.infer<typeof averageSchema>;

export const averageDefaults: AverageState = {
  image: 11,
  network: 'base',
  set: 'one',
  measure: 'probability',
};
