import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Decisions } from '#numerics/conflict/shapeBias.ts';
import { lessons } from '#numerics/conflict/trial.ts';
import trialsFile from '../../../content/chapters/shape-vs-texture-bias/trials.json';
import bagsFile from '../../../content/chapters/shape-vs-texture-bias/bags.json';

const count = z.int().nonnegative();

const run = z.object({
  lesson: z.enum(lessons),
  contrast: z.number(),
  seed: z.int(),
  /** After each epoch: the loss, and the conflicts decided by shape, by texture, otherwise. */
  history: z.array(z.tuple([z.number(), count, count, count])),
  /** A digit for each conflict: the class that was answered at the end. */
  answers: z.string(),
  /** Right answers among the held-out figures, whole and in 2×2, 4×4 and 8×8 shuffled tiles. */
  shuffled: z.tuple([count, count, count, count]),
});

const shares = z.array(z.number());

/** S, T and O: conflicts decided by shape, by texture, by neither. */
const decisions = z.tuple([count, count, count]);

const judged = z.object({
  /** How it was trained; 'shipped': as `public/models` says. */
  kind: z.string(),
  /** Right answers among the test images: as they are; restyled; without colour. */
  natural: count,
  restyled: count,
  grey: count,
  conflict: decisions,
  /** Among the conflicts whose content and style it gets right by themselves. */
  both: decisions,
  /** Right answers with t×t shuffled tiles, by t. */
  shuffled: z.record(z.string(), count),
  /** Conflicts made with the other weights of the content. */
  otherContentWeights: z.array(decisions),
});

export type RecordedRun = z.infer<typeof run>;

/** What `bench/recordShapeBias.ts` trained. Build time only. */
export const trials = z.object({ command: z.string(), runs: z.array(run) }).parse(trialsFile);

/** What `bench/recordBags.ts` recorded: bags of tiles, and the first conflict. Build time only. */
export const bags = z
  .object({
    command: z.string(),
    pictures: count,
    tilings: z.array(count),
    /** Right answers for each tiling. */
    networks: z.record(z.string(), z.array(count)),
    /** Numbers of the 24 pictures, and who says what. */
    example: z.object({
      content: count,
      style: count,
      verdicts: z.array(
        z.object({ name: z.string(), content: shares, style: shares, conflict: shares }),
      ),
    }),
  })
  .parse(bagsFile);

/** What `training/experiments/cue_conflict.py` measured on all test images. Build time only. */
export const cueConflict = z
  .object({
    testImages: count,
    conflicts: count,
    otherContentWeights: z.array(z.number()),
    networks: z.record(z.string(), judged),
  })
  .parse(JSON.parse(readFileSync('training/records/cue-conflict.json', 'utf8')));

/** The entry of a shipped network: `stylised` is the first of its three seeds. */
export function conflictEntry(name: string) {
  return cueConflict.networks[name === 'stylised' ? 'stylised 9' : name];
}

/** S, T and O by their names. */
export function named([shape, texture, other]: readonly [number, number, number]): Decisions {
  return { shape, texture, other };
}
