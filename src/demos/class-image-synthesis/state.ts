import * as z from 'zod/mini';
import { priorKinds } from '#numerics/ascent/priors.ts';
import type { ClimbsInput, Lane } from '#numerics/tasks/class-image-synthesis-climb.ts';

/** How many steps a climb takes at most. */
export const MOST_STEPS = 100;
/** Pictures from different noise, side by side. */
export const SEEDS = 6;

const target = z.int().check(z.gte(0), z.lt(10));
const seed = z.int().check(z.gte(1), z.lte(99));
const steps = z.int().check(z.gte(0), z.lte(MOST_STEPS));
const strength = z.number().check(z.gte(0), z.lte(3));

/** Five priors and the robust network, side by side. */
export const labSchema = z.object({
  target,
  seed,
  steps,
  strength,
  guess: z.nullable(z.enum(['same', 'unsure', 'chance'])),
});
export type LabState = z.infer<typeof labSchema>;
export const labDefaults: LabState = { target: 7, seed: 1, steps: 100, strength: 1, guess: null };

/** The ways to make a picture: a prior with `base`, or no prior with `robust`. */
export const ways = [...priorKinds, 'robust'] as const;
export type Way = (typeof ways)[number];
export const wayNames: Record<Way, string> = {
  none: 'no prior',
  l2: 'L2',
  tv: 'total variation',
  jitter: 'jitter and blur',
  fourier: 'slow waves first',
  robust: 'robust, no prior',
};

/** One way, six seeds. */
export const seedsSchema = z.object({ target, way: z.enum(ways), first: seed, steps, strength });
export type SeedsState = z.infer<typeof seedsSchema>;
export const seedsDefaults: SeedsState = {
  target: 8,
  way: 'fourier',
  first: 1,
  steps: 100,
  strength: 1,
};

/** What is climbed in this state of the lab. */
export function labClimbs({
  target: c,
  seed: noise,
  steps: to,
  strength: s,
}: LabState): ClimbsInput {
  return { target: c, to, lanes: ways.map((way) => laneOf(way, s, noise)) };
}

/** What is climbed with six seeds. */
export function seedClimbs({
  target: c,
  way,
  first,
  steps: to,
  strength: s,
}: SeedsState): ClimbsInput {
  const lanes = Array.from({ length: SEEDS }, (_, i) => laneOf(way, s, first + i));
  return { target: c, to, lanes };
}

function laneOf(way: Way, strengthOf: number, noise: number): Lane {
  return {
    maker: way === 'robust' ? 'robust' : 'base',
    prior: way === 'robust' ? 'none' : way,
    strength: strengthOf,
    seed: noise,
  };
}
