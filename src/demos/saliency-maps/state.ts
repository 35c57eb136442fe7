import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';
import { deletionMethods } from '#numerics/attribution/deletionPlan.ts';

const whole = (least: number, below: number) => z.int().check(z.gte(least), z.lt(below));
const picture = whole(0, setSizes.teaching);

export const targetsSchema = z.object({
  image: picture,
  /** The class that is asked about. */
  index: whole(0, 10),
  /** One scale for all three maps, the score's, or each its own. */
  scale: z.enum(['score', 'own']),
});

// An alias, so that it can stand in a link.
export type TargetsState = z.infer<typeof targetsSchema>;

export const targetsDefaults: TargetsState = { image: 7, index: 3, scale: 'score' };

/** What a reader guesses of deleting the map's pixels, compared with any. */
export const deletionGuesses = ['faster', 'same', 'slower'] as const;

export const deletionSchema = z.object({
  image: picture,
  method: z.enum(deletionMethods),
  /** Of SmoothGrad: deviation of the noise, in units of the preprocessed image. */
  sigma: z.number().check(z.gte(0), z.lte(1)),
  /** Of integrated gradients: points on the path. */
  steps: whole(1, 51),
  seed: whole(1, 1000),
  guess: z.nullable(z.enum(deletionGuesses)),
});

export type DeletionState = z.infer<typeof deletionSchema>;

export const deletionDefaults: DeletionState = {
  image: 7,
  method: 'gradient',
  sigma: 0.2,
  steps: 25,
  seed: 1,
  guess: null,
};
