import * as z from 'zod/mini';
import { pictureExists, pictureFields, type PictureState } from '#demos/attribution/state.ts';
import type { TwoPaths } from '#numerics/attribution/twoPaths.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const between = (least: number, most: number) => z.number().check(z.gte(least), z.lte(most));

/** Sides that the random kernels may have. */
export const sides = [3, 5, 7] as const;

/** At most 2^10 random kernels. */
export const mostDoublings = 10;

/** A picture and a layer of 2^doublings random kernels. */
export type NobodyState = PictureState & {
  doublings: number;
  side: (typeof sides)[number];
  seed: number;
};

/** A cat, and four kernels: no more than a shadow yet. */
export const nobodyDefaults: NobodyState = {
  set: 'teaching',
  tiles: [7],
  drawn: '',
  doublings: 2,
  side: 5,
  seed: 1,
};

export const nobodySchema: z.ZodMiniType<NobodyState> = z
  .object({
    ...pictureFields,
    doublings: whole(0, mostDoublings),
    side: z.literal(sides),
    seed: whole(1, 999),
  })
  .check(z.refine((state) => pictureExists(state)));

/** What the two paths below may be, and the bias of the last unit that keeps it on at the start. */
export const lowers = {
  opposite: { w: [2, -3], b: [0, 4], c: 1, label: '2x and 4 − 3x' },
  same: { w: [1, 2], b: [0, 0], c: 3, label: 'x and 2x' },
} as const satisfies Record<string, Pick<TwoPaths, 'w' | 'b' | 'c'> & { label: string }>;

export const pathsSchema = z.object({
  lower: z.enum(['opposite', 'same']),
  x: between(-1, 3),
  v1: between(-3, 3),
  v2: between(-3, 3),
});

// An alias, so that it can stand in a link.
export type PathsState = z.infer<typeof pathsSchema>;

/** The sum on paper. */
export const pathsDefaults: PathsState = { lower: 'opposite', x: 1, v1: 1, v2: -2 };

/** The weights that a state stands for. */
export function pathsOf({ lower, v1, v2 }: PathsState): TwoPaths {
  const { w, b, c } = lowers[lower];
  return { w, b, v: [v1, v2], c };
}

/** A picture, and two classes that are asked about it. */
export type QuestionsState = PictureState & {
  first: number;
  second: number;
  switches: 'own' | 'forgotten';
  /** What the reader bets on the cosine of the two guided maps. */
  bet: (typeof questionBets)[number] | null;
};

/** Below 0, up to 0.4, up to 0.8, above. */
export const questionBets = ['opposed', 'apart', 'kin', 'alike'] as const;

/** A cat: why cat, and why ship? */
export const questionsDefaults: QuestionsState = {
  set: 'teaching',
  tiles: [7],
  drawn: '',
  first: 3,
  second: 8,
  switches: 'own',
  bet: null,
};

/** States that there can be with so many classes. */
export function questionsSchema(classes: number): z.ZodMiniType<QuestionsState> {
  const shape = z.object({
    ...pictureFields,
    first: whole(0, classes - 1),
    second: whole(0, classes - 1),
    switches: z.enum(['own', 'forgotten']),
    bet: z.nullable(z.enum(questionBets)),
  });
  return shape.check(z.refine((state) => pictureExists(state)));
}
