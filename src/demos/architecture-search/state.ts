import * as z from 'zod/mini';
import { sizes, spaceSize } from '#numerics/architectureSearch/space.ts';
import { scopes } from '#numerics/pruning/magnitudeMasks.ts';

/** Networks that a reader may train by hand. */
export const TRIES = 10;

const option = z.int().check(z.gte(0), z.lte(2));
const network = z.int().check(z.gte(0), z.lt(spaceSize(sizes)));

/** The search by hand: what is set, what was trained, and the bet. */
export const handSchema = z.object({
  options: z.array(option).check(z.length(sizes.length)),
  trained: z.array(network).check(z.maxLength(TRIES)),
  guess: z.nullable(z.enum(['me', 'chance'])),
});
export type HandState = z.infer<typeof handSchema>;
export const handDefaults: HandState = {
  options: [1, 1, 1, 0, 0, 0, 0],
  trained: [],
  guess: null,
};

/** Validation images that a search may judge by. */
export const judgedOn = [50, 200, 1000, 5000] as const;
export const views = ['means', 'random', 'evolution', 'reinforce'] as const;

/** The race. */
export const raceSchema = z.object({
  population: z.int().check(z.gte(2), z.lte(50)),
  tournament: z.int().check(z.gte(1), z.lte(20)),
  /** η of REINFORCE, in tenths. */
  rate: z.int().check(z.gte(1), z.lte(100)),
  images: z.union(judgedOn.map((images) => z.literal(images))),
  early: z.boolean(),
  first: z.int().check(z.gte(1), z.lte(9999)),
  view: z.enum(views),
});
export type RaceState = z.infer<typeof raceSchema>;
export const raceDefaults: RaceState = {
  population: 10,
  tournament: 3,
  rate: 30,
  images: 5000,
  early: false,
  first: 1,
  view: 'means',
};
/** Trainings that each racer may pay for, and seeds from which each starts. */
export const BUDGET = 60;
export const SEEDS = 200;

/** What the race of a state computes. */
export function settingOf({ population, tournament, rate, images, early }: RaceState) {
  return { budget: BUDGET, population, tournament, rate: rate / 10, judgedOn: images, early };
}

/** Pruning: how much, where the smallest are sought, and which half of the pictures is the test. */
export const pruneSchema = z.object({
  /** In per cent. */
  sparsity: z.int().check(z.gte(0), z.lte(99)),
  scope: z.enum(scopes),
  seed: z.int().check(z.gte(1), z.lte(99)),
});
export type PruneState = z.infer<typeof pruneSchema>;
export const pruneDefaults: PruneState = { sparsity: 50, scope: 'global', seed: 1 };
