import * as z from 'zod/mini';
import { alterations } from '#numerics/novelty/alter.ts';
import { scoreNames } from '#numerics/novelty/familiarity.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** The stream: how it is judged, where the threshold lies, and how known pictures are altered. */
export const streamSchema = z.object({
  score: z.enum(scoreNames),
  /** Per cent of the known pictures that are let in. */
  keep: whole(1, 100),
  alteration: z.enum(alterations),
  /** Per cent. */
  amount: whole(0, 100),
  seed: whole(1, 99),
  plot: z.enum(['shares', 'roc']),
  guess: z.nullable(z.enum(['altered', 'equal', 'new'])),
});

export type StreamState = z.infer<typeof streamSchema>;

export const streamDefaults: StreamState = {
  score: 'softmax',
  keep: 95,
  alteration: 'edges',
  amount: 100,
  seed: 1,
  plot: 'shares',
  guess: null,
};

export const streamFields = Object.keys(streamDefaults) as (keyof StreamState)[];

/** The powers of two, in halves, that a picture is multiplied by: α = 2^(n/2). */
export const POWERS = { least: -4, most: 24 } as const;

/** One of the 24 chosen pictures, and how far out. */
export const raySchema = z.object({
  picture: whole(0, 23),
  /** n of α = 2^(n/2). */
  power: whole(POWERS.least, POWERS.most),
});

export const rayDefaults: z.infer<typeof raySchema> = { picture: 22, power: 0 };
