import * as z from 'zod/mini';
import type { FiguresTrial } from '#numerics/learning/figuresStudy.ts';
import { BLOCKS, PLACES, type Strip } from '#numerics/learning/strip.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** η is drawn in steps of 1/20. */
export const LEVELS = 20;
/** Examples to choose from, and steps of the optimiser; 0 stands for "to the end". */
export const EXAMPLES = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096] as const;
export const STEPS = [1, 4, 16, 64, 256, 0] as const;
/** What a plot goes along. */
export const ALONG = ['blocks', 'examples', 'steps'] as const;

/** The exact problem: η as one letter a place (a for 0, u for 1), the class, the sample, the time. */
export const termsSchema = z.object({
  strip: z.string().check(z.regex(new RegExp(`^[a-u]{${PLACES}}$`))),
  blocks: z.literal([...BLOCKS]),
  examples: z.literal([...EXAMPLES]),
  steps: z.literal([...STEPS]),
  seed: whole(1, 99),
  along: z.enum(ALONG),
  guess: z.nullable(z.enum(['1', '16', '64'])),
});

export type TermsState = z.infer<typeof termsSchema>;

export const termsDefaults: TermsState = {
  strip: 'noppqrrsssssddrqqponnmlkjihgfeeddccccccdssssghijklmnoopqrrrsssss',
  blocks: 8,
  examples: 64,
  steps: 0,
  seed: 1,
  // Along the blocks the plot would answer the question before it is asked.
  along: 'examples',
  guess: null,
};

/** η of the letters, and the letters of levels. */
export function stripOf(letters: string): Strip {
  return levelsOf(letters).map((level) => level / LEVELS);
}

export function levelsOf(letters: string): number[] {
  return Array.from(letters, (letter) => letter.charCodeAt(0) - 97);
}

export function lettersOf(levels: readonly number[]): string {
  return levels.map((level) => String.fromCharCode(97 + level)).join('');
}

/** How many steps the numerics shall take. */
export function stepsOf(steps: number): number {
  return steps === 0 ? Number.POSITIVE_INFINITY : steps;
}

/** Figures to train on. */
export const FIGURES = [8, 16, 32, 64, 128, 256, 512] as const;

/** The network of the figures: what is trained next. */
export const figuresSchema = z.object({
  examples: z.literal([...FIGURES]),
  labels: z.enum(['own', 'by lot']),
  seed: whole(1, 99),
  guess: z.nullable(z.enum(['few', 'half', 'most'])),
});

export type FiguresState = z.infer<typeof figuresSchema>;

export const figuresDefaults: FiguresState = { examples: 128, labels: 'own', seed: 1, guess: null };

/** What would be trained in this state. */
export function trialOf({ examples, labels, seed }: FiguresState): FiguresTrial {
  return { examples, labels, seed };
}
