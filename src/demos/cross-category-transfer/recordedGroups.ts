import { z } from 'zod';
import { answerNames } from '#numerics/clustering/answers.ts';
import { spaceNames } from '#numerics/clustering/prepare.ts';
import { headNames } from '#numerics/clustering/similarityHead.ts';
import recording from '../../../content/chapters/cross-category-transfer/groups.json';

const numbers = z.array(z.number());
const pairs = z.object({ accuracy: z.number(), precision: z.number(), recall: z.number() });
const grouping = z.object({
  clusters: z.array(z.int()),
  scores: z.object({
    counts: z.array(numbers),
    matched: z.array(z.nullable(z.int())),
    accuracy: z.number(),
    nmi: z.number(),
    pairs,
    used: z.int(),
  }),
  lesson: z.nullable(z.object({ source: z.nullable(pairs), target: pairs })),
  losses: numbers,
});
/** One plan under every seed. */
const study = z.object({
  space: z.enum(spaceNames).optional(),
  method: z.enum(['kmeans', 'transfer']).optional(),
  head: z.enum(headNames).optional(),
  loss: z.enum(['mcl', 'kcl']).optional(),
  answers: z.enum(answerNames).optional(),
  rate: z.number().optional(),
  k: z.int().optional(),
  accuracy: numbers,
  nmi: numbers,
  used: numbers,
  /** Accuracy, precision and recall of the answers to pairs. */
  source: z.array(numbers),
  target: z.array(numbers),
  /** Pictures in each cluster, largest first. */
  sizes: z.array(z.array(z.int())).optional(),
});
/** Where a training was after each of the numbers of steps; a seed each. */
const stages = z.array(z.array(z.object({ loss: z.number(), accuracy: z.number() })));

const schema = z.object({
  command: z.string(),
  seeds: numbers,
  map: z.object({ perplexity: z.number(), steps: z.number(), seed: z.number(), y: numbers }),
  lab: grouping,
  errors: grouping,
  ways: z.array(study),
  heads: z.array(study),
  answers: z.array(study),
  flips: z.array(study),
  counts: z.array(study),
  /** Flipped answers, MCL: from a start drawn at random, and from one fitted to the truth. */
  starts: z.array(
    z.object({ rate: z.number(), steps: z.array(z.int()), random: stages, truth: stages }),
  ),
});

/** `groups.json` beside the chapter: what `bench/recordGroups.ts` found. Build time only. */
export const recorded = schema.parse(recording);

export type Study = z.infer<typeof study>;

/** A grouping as it is shown, recorded or computed here. */
export type ShownGrouping = z.infer<typeof grouping>;
