import * as z from 'zod/mini';
import { pictureExists, pictureFields, type PictureState } from '#demos/attribution/state.ts';
import {
  attackIds,
  defenceIds,
  isOfUse,
  type AttackId,
  type DefenceId,
} from '#numerics/adversarial/setups.ts';

const seed = z.int().check(z.gte(1), z.lte(99));

/** Largest ε of the close-up's slider, in grey levels. */
export const MOST = 16;

/** One picture, a defence, an attack, and its budget in grey levels. */
export type CloseState = PictureState & {
  defence: DefenceId;
  attack: AttackId;
  radius: number;
  seed: number;
  bet: 'holds' | 'falls' | null;
};

/** A cat behind a rounding, and an attack that gets nowhere. */
export const closeDefaults: CloseState = {
  set: 'teaching',
  tiles: [7],
  drawn: '',
  defence: 'quantise',
  attack: 'pgd',
  radius: 8,
  seed: 1,
  bet: null,
};

export const closeSchema: z.ZodMiniType<CloseState> = z
  .object({
    ...pictureFields,
    defence: z.enum(defenceIds),
    attack: z.enum(attackIds),
    radius: z.number().check(z.gte(0), z.lte(MOST)),
    seed,
    bet: z.nullable(z.enum(['holds', 'falls'])),
  })
  .check(z.refine((state) => pictureExists(state) && isOfUse(state.attack, state.defence)));

/** Budgets of a count: grey levels for L∞, units of the range from 0 to 1 for L2. */
export const countedRadii = { linf: [2, 4, 8, 16], l2: [0.25, 0.5, 0.75, 1] } as const;

/** Which pictures are counted. */
export const COUNTED = [10, 25, 50] as const;

// An alias, so that it can stand in a link.
export type CountState = {
  defence: DefenceId;
  attack: AttackId;
  norm: 'linf' | 'l2';
  pictures: (typeof COUNTED)[number];
  seed: number;
};

export const countDefaults: CountState = {
  defence: 'quantise',
  attack: 'straightThrough',
  norm: 'linf',
  pictures: 25,
  seed: 1,
};

export const countSchema: z.ZodMiniType<CountState> = z
  .object({
    defence: z.enum(defenceIds),
    attack: z.enum(attackIds),
    norm: z.enum(['linf', 'l2']),
    pictures: z.literal(COUNTED),
    seed,
  })
  .check(z.refine(({ attack, defence }) => isOfUse(attack, defence)));

/** Draws to choose from, and risks of a wrong certificate. */
export const DRAWN = [100, 1000, 10_000] as const;
export const ALPHAS = [0.05, 0.001] as const;

/** One picture, and how it is smoothed. */
export type CertificateState = PictureState & {
  network: 'noise' | 'base';
  sigma: number;
  n: (typeof DRAWN)[number];
  alpha: (typeof ALPHAS)[number];
  seed: number;
};

export const certificateDefaults: CertificateState = {
  set: 'teaching',
  tiles: [7],
  drawn: '',
  network: 'noise',
  sigma: 0.25,
  n: 1000,
  alpha: 0.001,
  seed: 1,
};

export const certificateSchema: z.ZodMiniType<CertificateState> = z
  .object({
    ...pictureFields,
    network: z.enum(['noise', 'base']),
    sigma: z.number().check(z.gte(0.05), z.lte(0.5)),
    n: z.literal(DRAWN),
    alpha: z.literal(ALPHAS),
    seed,
  })
  .check(z.refine((state) => pictureExists(state)));
