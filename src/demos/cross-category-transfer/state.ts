import * as z from 'zod/mini';
import { answerNames } from '#numerics/clustering/answers.ts';
import { spaceNames } from '#numerics/clustering/prepare.ts';
import { headNames } from '#numerics/clustering/similarityHead.ts';
import type { Plan } from '#numerics/tasks/cross-category-transfer-group.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** Pictures of the target. */
export const TARGET = 200;
export const K_RANGE = { least: 2, most: 12 } as const;

/** The grouping: where, how, into how many; and what is looked at. */
export const labSchema = z.object({
  space: z.enum(spaceNames),
  method: z.enum(['kmeans', 'transfer']),
  head: z.enum(headNames),
  loss: z.enum(['mcl', 'kcl']),
  k: whole(K_RANGE.least, K_RANGE.most),
  seed: whole(1, 99),
  mark: z.enum(['cluster', 'class']),
  picture: whole(0, TARGET - 1),
  guess: z.nullable(z.enum(['pixels', 'features', 'transfer'])),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  space: 'scaled',
  method: 'transfer',
  head: 'weights',
  loss: 'mcl',
  k: 4,
  seed: 1,
  mark: 'cluster',
  picture: 0,
  guess: null,
};

/** A head judges pairs of features; pixels and an untrained network are left to k-means. */
export function planOf({ space, method, head, loss, k, seed }: LabState): Plan {
  const hasHead = space === 'scaled' || space === 'whitened';
  return {
    space: method === 'transfer' && !hasHead ? 'scaled' : space,
    method,
    head,
    loss,
    k,
    seed,
    answers: 'head',
    rate: 0,
  };
}

/** Whose answers the clustering head is given. */
export const errorsSchema = z.object({
  answers: z.enum(answerNames),
  head: z.enum(headNames),
  loss: z.enum(['mcl', 'kcl']),
  /** Per cent. */
  rate: whole(0, 50),
  seed: whole(1, 99),
  guess: z.nullable(z.enum(['half', 'some', 'most'])),
});

export type ErrorsState = z.infer<typeof errorsSchema>;

export const errorsDefaults: ErrorsState = {
  answers: 'head',
  head: 'weights',
  loss: 'mcl',
  rate: 20,
  seed: 1,
  guess: null,
};

export function errorsPlan({ answers, head, loss, rate, seed }: ErrorsState): Plan {
  return {
    space: 'scaled',
    method: 'transfer',
    head,
    answers,
    rate: rate / 100,
    loss,
    k: 4,
    seed,
  };
}
