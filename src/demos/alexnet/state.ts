import * as z from 'zod/mini';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const between = (least: number, most: number) => z.number().check(z.gte(least), z.lte(most));

/** The ledger: how the input is read, and whether the network is split. */
export const ledgerSchema = z.object({
  side: whole(200, 256),
  padding: whole(0, 3),
  groups: z.literal([1, 2]),
});
export type LedgerState = z.infer<typeof ledgerSchema>;

/** As the paper prints it. */
export const ledgerDefaults: LedgerState = { side: 224, padding: 0, groups: 2 };

/** Response normalisation: eight channels, what they are multiplied by, and the constants. */
export const responseSchema = z.object({
  a: z.array(between(-1e6, 1e6)).check(z.length(8)),
  gain: z.literal([1, 10, 100]),
  /** The power of ten of α. */
  power: whole(-4, 0),
  n: z.literal([1, 3, 5, 7]),
  k: between(0.5, 4),
  beta: between(0, 1.5),
});
export type ResponseState = z.infer<typeof responseSchema>;

/** The example by hand, at the paper's constants. */
export const responseDefaults: ResponseState = {
  a: [0, 3, 0, 1, 4, 2, 0, 1],
  gain: 1,
  power: -4,
  n: 5,
  k: 2,
  beta: 0.75,
};

/** The colour shift: a photograph, whose components, how they are scaled, and the draws. */
export const colourSchema = z.object({
  picture: z.enum(['cat', 'coffee']),
  of: z.enum(['picture', 'gallery']),
  scale: z.enum(['deviation', 'variance', 'levels']),
  alphas: z.array(between(-0.5, 0.5)).check(z.length(3)),
  /** Which draw was made last; 0 if the sliders were moved. */
  draw: whole(0, 999),
});
export type ColourState = z.infer<typeof colourSchema>;

export const colourDefaults: ColourState = {
  picture: 'cat',
  of: 'picture',
  scale: 'deviation',
  alphas: [0.2, 0.2, -0.2],
  draw: 0,
};

/** The record: what is looked at, from which end, and what was guessed. */
export const recordSchema = z.object({
  view: z.enum(['worth', 'epochs', 'ensemble']),
  from: z.enum(['all', 'bare']),
  /** Whether the arms that were trained four times as long are looked at. */
  long: z.boolean(),
  guess: z.nullable(z.enum(['fewer', 'same', 'more'])),
  open: z.boolean(),
});
export type RecordState = z.infer<typeof recordSchema>;

export const recordDefaults: RecordState = {
  view: 'worth',
  from: 'all',
  long: false,
  guess: null,
  open: false,
};

/** Learning rates that the lab offers. */
export const rates = [0.0025, 0.005, 0.01, 0.02, 0.04, 0.08] as const;

/** By what the untrained kernels may be multiplied. */
export const stretches = [0.5, 1, 2, 3] as const;

/** The race: a rate for each lane, and what both networks have besides. */
export const raceSchema = z.object({
  stretch: z.literal(stretches),
  relu: z.literal(rates),
  tanh: z.literal(rates),
  response: z.enum(['none', 'published', 'strong']),
  dropout: z.boolean(),
  overlap: z.boolean(),
  crops: z.boolean(),
  colour: z.boolean(),
  seed: whole(1, 99),
});
export type RaceState = z.infer<typeof raceSchema>;

export const raceDefaults: RaceState = {
  stretch: 1,
  relu: 0.01,
  tanh: 0.01,
  response: 'none',
  dropout: false,
  overlap: false,
  crops: false,
  colour: false,
  seed: 1,
};
