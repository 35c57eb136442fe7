import * as z from 'zod/mini';
import { looks } from '#numerics/shift/look.ts';
import type { Order } from '#numerics/tasks/non-semantic-shift-read.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** Pictures whose statistics are taken together. */
export const BATCHES = [1, 2, 5, 10, 20, 50, 100] as const;
/** The orders of the task; named here, so that the page need not load the task for them. */
export const ORDERS = ['mixed', 'by class'] as const satisfies readonly Order[];
/** Per cent, of the amounts that are recorded. */
export const RECORDED = [0, 25, 50, 75, 100] as const;

/** The teaching images that are shown: one of each class, in the order of the classes. */
export const SHOWN = [1, 2, 4, 7, 11, 12, 15, 17, 19, 21] as const;

/** Looks of which it is guessed where the network is most too sure. */
export const GUESSED = ['edges', 'inverted', 'blur'] as const;

/** The laboratory: how the pictures look, and how fresh statistics are taken. */
export const labSchema = z.object({
  look: z.enum(looks),
  /** Per cent. */
  amount: whole(0, 100),
  batch: z.literal([...BATCHES]),
  order: z.enum(ORDERS),
  seed: whole(1, 99),
  guess: z.nullable(z.enum(GUESSED)),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  look: 'noise',
  amount: 50,
  batch: 100,
  order: 'mixed',
  seed: 1,
  guess: null,
};

/** Places of the space on which importance weights are exact. */
export const PLACES = 41;
/** Examples of a sample to choose from. */
export const EXAMPLES = [30, 100, 300, 1000, 10_000] as const;

/** The weights: where the target lies, how wide it is, how many examples the source gives. */
export const weightsSchema = z.object({
  /** Place of the target's centre. */
  centre: whole(0, PLACES - 1),
  /** Its standard deviation, in places. */
  width: whole(2, 12),
  examples: z.literal([...EXAMPLES]),
  seed: whole(1, 99),
  guess: z.nullable(z.enum(['half', 'tenth', 'hundredth'])),
});

export type WeightsState = z.infer<typeof weightsSchema>;

export const weightsDefaults: WeightsState = {
  centre: 22,
  width: 4,
  examples: 300,
  seed: 1,
  guess: null,
};
