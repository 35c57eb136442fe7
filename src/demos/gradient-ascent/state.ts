import * as z from 'zod/mini';
import { targetSchema } from '#demos/attribution/state.ts';
import type { LayerShape } from '#demos/network/layerShape.ts';
import { setSizes } from '#demos/network/state.ts';
import { hillNames } from '#numerics/ascent/plane.ts';
import type { Start } from '#numerics/ascent/startValues.ts';
import type { ClimbSettings } from '#numerics/tasks/gradient-ascent-climb.ts';

const between = (least: number, most: number) => z.number().check(z.gte(least), z.lte(most));
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const rules = z.enum(['plain', 'normalised', 'sign']);

/** The plane goes from −REACH to REACH both ways, and the start lies on a grid of GRAIN. */
export const [REACH, GRAIN] = [6, 0.2];
/** As many steps as a walk or a climb may have. */
export const [WALK_STEPS, CLIMB_STEPS] = [60, 200];

export const planeSchema = z.object({
  hill: z.enum(hillNames),
  eta: between(0.05, 3),
  lambda: between(-0.2, 1),
  rule: rules,
  /** Whether the gradient is added, or subtracted by mistake. */
  way: z.enum(['add', 'subtract']),
  x: between(-REACH, REACH),
  y: between(-REACH, REACH),
  done: whole(0, WALK_STEPS),
  guess: z.nullable(z.enum(['half', 'one', 'two', 'none'])),
});

// An alias, so that it can stand in a link.
export type PlaneState = z.infer<typeof planeSchema>;

/** w = (3, −4) with the λ and η of the example worked by hand, from a place off the straight way. */
export const planeDefaults: PlaneState = {
  hill: 'linear',
  eta: 0.2,
  lambda: 0.5,
  rule: 'plain',
  way: 'add',
  x: -4,
  y: -2,
  done: 6,
  guess: null,
};

const labShape = {
  start: z.enum(['noise', 'grey', 'picture']),
  /** Of the noise, and of the shifts. */
  seed: whole(1, 99),
  /** The number of a teaching picture to start from. */
  image: whole(0, setSizes.teaching - 1),
  rule: rules,
  eta: between(0.005, 3),
  lambda: between(0, 1),
  jitter: whole(0, 4),
  blur: between(0, 1.5),
  clip: z.boolean(),
  done: whole(0, CLIMB_STEPS),
  guess: z.nullable(z.enum(['more', 'same', 'less'])),
};

/** States whose target there is, in a network of these layers and so many classes. */
export function labSchema(layers: readonly LayerShape[], classes: number) {
  return z.object({ ...labShape, target: targetSchema(layers, classes) });
}

// An alias, so that it can stand in a link.
export type LabState = z.infer<ReturnType<typeof labSchema>>;

/** From noise towards a cat, by its score. */
export const labDefaults: LabState = {
  target: { kind: 'class', index: 3, as: 'score' },
  start: 'noise',
  seed: 1,
  image: 7,
  rule: 'plain',
  eta: 0.1,
  lambda: 0,
  jitter: 0,
  blur: 0,
  clip: true,
  done: 20,
  guess: null,
};

/** Standard deviation of the noise that a climb starts from: 13 of 255 levels. */
export const NOISE = 0.1;
/** A blur comes after every so many steps. */
export const BLUR_EVERY = 4;

/** What the climb is told. */
export function settingsOf(state: LabState): ClimbSettings {
  const { target, eta, lambda, rule, jitter, seed, blur, clip } = state;
  return { target, eta, lambda, rule, jitter, seed, blur, blurEvery: BLUR_EVERY, clip };
}

/** Where it begins; null for a picture, whose pixels are elsewhere. */
export function startOf({ start, seed }: Pick<LabState, 'start' | 'seed'>): Start | null {
  if (start === 'noise') return { kind: 'noise', sigma: NOISE, seed };
  return start === 'grey' ? { kind: 'colour', colour: [0, 0, 0] } : null;
}
