import * as z from 'zod/mini';
import type { LayerShape } from '#demos/network/layerShape.ts';
import { turnablePlaces } from '#numerics/turning/turnablePlaces.ts';
import { TRIALS } from './trialPlan.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** How many layers of the other network are random: the last, or all. */
export const depths = [1, 6] as const;

export const studySchema = z.object({
  /** Of the order of pictures and methods, of the sides, and of the random layers. */
  seed: whole(1, 999),
  depth: z.literal(depths),
  /** The sides that were pressed, one letter a pair. */
  answers: z.string().check(z.maxLength(TRIALS), z.regex(/^[lr]*$/)),
  /** Whether the truth has been shown. */
  scored: z.boolean(),
});

// An alias, so that it can stand in a link.
export type StudyState = z.infer<typeof studySchema>;

export const studyDefaults: StudyState = { seed: 1, depth: 1, answers: '', scored: false };

/** What a reader expects of a rotation around the ReLU. */
const turnGuesses = ['all', 'most', 'few'] as const;

export type TurnGuess = (typeof turnGuesses)[number];

const shape = z.object({
  place: z.enum(turnablePlaces),
  /** Degrees. */
  angle: whole(0, 90),
  seed: whole(1, 999),
  unit: z.int().check(z.gte(0)),
  where: z.enum(['after', 'around']),
  guess: z.nullable(z.enum(turnGuesses)),
});

export type TurnState = z.infer<typeof shape>;

/** States whose unit there is, in a network of these layers. */
export function turnSchema(layers: readonly LayerShape[]): z.ZodMiniType<TurnState> {
  return shape.check(
    z.refine(({ place, unit }) =>
      layers.some(({ name, channels }) => name === place && unit < channels),
    ),
  );
}

export const turnDefaults: TurnState = {
  place: 'conv5',
  angle: 90,
  seed: 1,
  unit: 11,
  where: 'after',
  guess: null,
};

/** The guess that would have been right: of the answers that were right, how many still are? */
export function outcomeOf([before, after]: readonly [number, number]): TurnGuess {
  if (after >= 0.99 * before) return 'all';
  return after >= before / 2 ? 'most' : 'few';
}
