import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';
import { places } from '#numerics/embedding/places.ts';

/** How every map of the pictures is made unless the reader wants it otherwise. */
export const mapDefaults = { perplexity: 30, seed: 1, steps: 750 } as const;

const seed = z.int().check(z.gte(1), z.lte(99));

/** The lab: a place in the network, a way to flatten it, and what to look at. */
export const labSchema = z.object({
  place: z.enum(places),
  method: z.enum(['pca', 'tsne']),
  perplexity: z.int().check(z.gte(2), z.lte(100)),
  seed,
  /** Where t-SNE starts: small random numbers of the seed, or the principal plane. */
  start: z.enum(['random', 'pca']),
  colour: z.enum(['class', 'answer']),
  /** The class that is picked out; null for all. */
  only: z.nullable(z.int().check(z.gte(0), z.lte(9))),
  /** The picture that is looked at. */
  picture: z.int().check(z.gte(0), z.lte(setSizes.gallery - 1)),
  /** Where the reader thinks the classes come apart. */
  guess: z.nullable(z.enum(['pool1', 'pool2', 'conv4', 'conv5'])),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  place: 'input',
  method: 'tsne',
  perplexity: mapDefaults.perplexity,
  seed: mapDefaults.seed,
  start: 'random',
  colour: 'class',
  only: null,
  picture: 3,
  guess: null,
};

const at = z.number().check(z.gte(-200), z.lte(200));

/** Points strewn in the plane: one even disc, two groups of unequal spread, three at unequal distances. */
export const strewnSchema = z.object({
  data: z.enum(['noise', 'spread', 'distances']),
  perplexity: z.int().check(z.gte(2), z.lte(60)),
  seed,
  /** How far the last group has been moved from where it starts. */
  moved: z.tuple([at, at]),
  guess: z.nullable(z.enum(['even', 'clumps', 'one'])),
});

export type StrewnState = z.infer<typeof strewnSchema>;

export const strewnDefaults: StrewnState = {
  data: 'noise',
  perplexity: 30,
  seed: 1,
  moved: [0, 0],
  guess: null,
};
