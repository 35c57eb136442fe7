import * as z from 'zod/mini';
import { lessons, type Trial } from '#numerics/conflict/trial.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** The lab: what is trained next, and which figure of the grid is looked at. */
export const labSchema = z.object({
  lesson: z.enum(lessons),
  /** ± levels of 255. */
  contrast: whole(0, 60),
  seed: whole(1, 99),
  shape: whole(0, 3),
  texture: whole(0, 3),
  variant: whole(0, 19),
  guess: z.nullable(z.enum(['texture', 'mixed', 'shape'])),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  lesson: 'both',
  contrast: 40,
  seed: 1,
  shape: 0,
  texture: 1,
  variant: 0,
  guess: null,
};

/** What would be trained in this state. */
export function trialOf({ lesson, contrast, seed }: LabState): Trial {
  return { lesson, contrast, seed };
}

/** Two of the 24 chosen pictures, and how much the content weighs. */
export const restyleSchema = z.object({
  content: whole(0, 23),
  style: whole(0, 23),
  /** In hundredths. */
  weight: whole(0, 100),
});

export const restyleDefaults: z.infer<typeof restyleSchema> = { content: 9, style: 22, weight: 10 };

/** A picture of the 24, how it is cut, and who looks at it. */
export const shuffleSchema = z.object({
  picture: whole(0, 23),
  tiles: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
  seed: whole(1, 99),
  network: z.string().check(z.maxLength(20)),
});

export const shuffleDefaults: z.infer<typeof shuffleSchema> = {
  picture: 17,
  tiles: 4,
  seed: 1,
  network: 'base',
};
