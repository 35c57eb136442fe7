import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { starts } from '#numerics/transfer/starts.ts';
import { targets } from '#numerics/transfer/study.ts';

const share = z.number().min(0).max(1);

/** What was tried: the trained network frozen, the untrained one frozen, trained further, and from nothing. */
export const arms = [
  'probe',
  'untrained',
  'tuned',
  'probed',
  'longTuned',
  'scratch',
  'long',
] as const;

export type Arm = (typeof arms)[number];

const run = z.object({
  arm: z.enum(arms),
  target: z.enum(targets),
  /** Examples of each class. */
  each: z.int(),
  seed: z.int(),
  /** Share of right answers on the test pictures. */
  test: share,
  steps: z.int().optional(),
  /** Right answers of the first test pictures, at equal distances along the run. */
  curve: z.array(z.int()).optional(),
});

const record = z.object({
  setting: z.object({
    steps: z.record(z.string(), z.int()),
    batch: z.int(),
    long: z.int(),
    testImages: z.int(),
    curveImages: z.int(),
  }),
  /** The trainings, and before them the pilots that chose their learning rates and penalties. */
  runs: z.array(z.union([run, z.object({ pilot: z.string(), accuracy: share })])),
});

const shares = z.array(z.tuple([share, share, share]));

const live = z.object({
  each: z.array(z.int()),
  probes: z.array(
    z.object({
      target: z.enum(targets),
      seed: z.int(),
      trained: z.object({ shares }),
      untrained: z.object({ shares }),
      mistaken: share,
    }),
  ),
  trainings: z.array(
    z.object({
      target: z.enum(targets),
      start: z.enum(starts),
      each: z.int(),
      seed: z.int(),
      /** After each part, right answers of 100. */
      right: z.array(z.int()),
    }),
  ),
});

const parsed = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** `training/records/transfer.json`, by `training/experiments/transfer.py`. Build time only. */
export function recordedTransfer() {
  const { setting, runs } = record.parse(parsed('training/records/transfer.json'));
  return { setting, runs: runs.filter((row): row is z.infer<typeof run> => 'arm' in row) };
}

/** `live.json` beside the chapter: what `bench/recordReuse.ts` computed by the page's tasks. Build time only. */
export function recordedLive() {
  return live.parse(parsed('content/chapters/transfer-learning-limits/live.json'));
}
