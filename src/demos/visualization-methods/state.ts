import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';

/** How maps are compared, and with what. */
export const measures = ['rank', 'rankOfMagnitudes', 'similarity'] as const;

export const cascadeSchema = z.object({
  /** The teaching image, and the seed of the random layers. */
  image: z.int().check(z.gte(0), z.lt(setSizes.teaching)),
  seed: z.int().check(z.gte(1), z.lte(999)),
  measure: z.enum(measures),
  with: z.enum(['original', 'edges']),
});

// An alias, so that it can stand in a link.
export type CascadeState = z.infer<typeof cascadeSchema>;

export const cascadeDefaults: CascadeState = {
  image: 7,
  seed: 1,
  measure: 'rank',
  with: 'original',
};
