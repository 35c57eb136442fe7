import * as z from 'zod/mini';
import { setSizes } from '#demos/network/state.ts';
import { setNames } from '#numerics/attribution/pixelSets.ts';
import { pushMethods } from '#numerics/attribution/pushMethods.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const picture = whole(0, setSizes.teaching - 1);
const networks = ['base', 'robust'] as const;

/** The networks whose gradients are compared: as trained, and trained on attacked pictures. */
export const networkOptions = networks.map((value) => ({ value, label: value }));

/** By how many grey levels a set can be pushed, either way. */
export const MOST_LEVELS = 8;

/** What a reader guesses of the negative half, compared with the positive one. */
const pushGuesses = ['nothing', 'less', 'same'] as const;

export const pushSchema = z.object({
  image: picture,
  network: z.enum(networks),
  /** Whose signs choose the pixels. */
  method: z.enum(pushMethods),
  set: z.enum(setNames),
  level: whole(-MOST_LEVELS, MOST_LEVELS),
  /** Whether the map is drawn without its signs. */
  unsigned: z.boolean(),
  seed: whole(1, 999),
  guess: z.nullable(z.enum(pushGuesses)),
});

// Aliases, so that they can stand in a link.
export type PushState = z.infer<typeof pushSchema>;

export const pushDefaults: PushState = {
  image: 7,
  network: 'base',
  method: 'gradient',
  set: 'negative',
  level: 1,
  unsigned: false,
  seed: 1,
  guess: null,
};

/** Sides of the squares over which a map can be averaged, in pixels. */
export const sides = [1, 2, 4, 8] as const;

export const grainSchema = z.object({
  image: picture,
  network: z.enum(networks),
  /** Deviation of the noise on the picture, in grey levels. */
  shake: whole(0, 16),
  side: z.union(sides.map((side) => z.literal(side))),
  seed: whole(1, 999),
});

export type GrainState = z.infer<typeof grainSchema>;

export const grainDefaults: GrainState = { image: 7, network: 'base', shake: 1, side: 1, seed: 1 };
