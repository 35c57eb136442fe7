import * as z from 'zod/mini';
import { grounds, ROOM, type SceneChoice } from './scene.ts';
import { seedSources, type SeedSource } from '#numerics/segmentation/seedMap.ts';

/** How many objects have a mask. */
export const OBJECTS = 8;

const within = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** A scene, a map of it, and how its seeds are cut. */
export type CutsState = SceneChoice & {
  source: SeedSource;
  /** Whether the network has its training, or is as before it. */
  trained: boolean;
  /** The class asked for; null: the object's own. */
  asked: number | null;
  /** Per cent of the pixels that are seeds. */
  foreground: number;
  background: number;
  lambda: number;
  /** Whether a seed keeps its label for certain. */
  certain: boolean;
};

export const cutsSchema: z.ZodMiniType<CutsState> = z.object({
  object: within(0, OBJECTS - 1),
  ground: z.enum(grounds),
  row: within(0, ROOM),
  column: within(0, ROOM),
  disguise: z.number().check(z.gte(0), z.lte(1)),
  source: z.enum(seedSources),
  trained: z.boolean(),
  asked: z.nullable(within(0, 9)),
  foreground: within(1, 40),
  background: within(1, 60),
  lambda: z.number().check(z.gte(0), z.lte(50)),
  certain: z.boolean(),
});

/** A frog on fur, off the middle, and Simonyan's quantiles. */
export const cutsDefaults: CutsState = {
  object: 6,
  ground: 'fur',
  row: 16,
  column: 16,
  disguise: 0,
  source: 'gradient',
  trained: true,
  asked: null,
  foreground: 5,
  background: 30,
  lambda: 5,
  certain: false,
};

/** Beyond the paths of any cut: the end, however many there are. */
export const LAST_STEP = 99;

const level = within(0, 9);
const ROWS = 4;

/** A few grey levels, what parting neighbours costs, and how far the cut has come. */
export type SmallCutState = { levels: number[][]; lambda: number; sigma: number; step: number };

export const smallCutSchema: z.ZodMiniType<SmallCutState> = z.object({
  levels: z.array(z.array(level).check(z.length(ROWS))).check(z.length(ROWS)),
  lambda: z.number().check(z.gte(0), z.lte(15)),
  sigma: z.number().check(z.gte(0.5), z.lte(9)),
  step: within(0, LAST_STEP),
});

/** A bright blot on dark ground, with one dark hole and one bright speck. */
export const smallCutDefaults: SmallCutState = {
  levels: [
    [1, 2, 0, 5],
    [2, 8, 7, 1],
    [1, 9, 4, 8],
    [0, 2, 8, 7],
  ],
  lambda: 2,
  sigma: 5,
  step: 0,
};
