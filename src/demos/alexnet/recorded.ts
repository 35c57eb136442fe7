import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const RECORD = 'training/records/alexnet.json';
const LIVE = 'content/chapters/alexnet/live.json';

const count = z.int().nonnegative();
const shares = z.array(z.number());

const run = z.object({
  arm: z.string(),
  /** How long it was trained: most arms 20 epochs, some of them again 80. */
  epochs: count,
  /** The peak of the learning rate. */
  peak: z.number(),
  seed: count,
  parameters: count,
  /** Mean loss of the training batches, by epoch; null where it was no number. */
  loss: z.array(z.nullable(z.number())),
  /** Share of right answers among them. */
  accuracy: shares,
  /** Right answers at the end: of a pilot to the 5,000 validation images, of others to the test's. */
  validation: z.optional(count),
  test: z.optional(count),
});

const ensembles = z.object({
  arm: z.string(),
  epochs: count,
  /** By number of members less one: right answers of the 10,000, for each choice of so many. */
  ensembles: z.array(z.array(count)),
});

export type RecordedRun = z.infer<typeof run>;
export type RecordedEnsembles = z.infer<typeof ensembles>;

const record = z.object({
  setting: z.object({ images: count, batch: count }),
  runs: z.array(z.union([ensembles, run])),
});

/** What `training/experiments/alexnet.py` trained. Build time only. */
export function recorded() {
  const { setting, runs } = record.parse(JSON.parse(readFileSync(RECORD, 'utf8')));
  return {
    setting,
    pilots: runs.filter((row): row is RecordedRun => 'seed' in row && row.test === undefined),
    runs: runs.filter((row): row is Tested => 'seed' in row && row.test !== undefined),
    ensembles: runs.filter((row): row is RecordedEnsembles => 'ensembles' in row),
  };
}

/** A run whose test images were looked at. */
export type Tested = RecordedRun & { test: number };

/** Test images of the record. */
export const TEST_IMAGES = 10000;

const lab = z.object({
  trial: z.object({
    ingredients: z.object({
      activation: z.enum(['relu', 'tanh']),
      response: z.nullable(z.number()),
      dropout: z.boolean(),
      overlap: z.boolean(),
      crops: z.boolean(),
      colour: z.boolean(),
    }),
    stretch: z.number(),
    rate: z.number(),
    seed: count,
  }),
  learned: shares,
  fresh: shares,
});

export type LabRun = z.infer<typeof lab>;

/** What `bench/recordAlexnet.ts` trained by the task of the page. Build time only. */
export function labRecord(): LabRun[] {
  if (!existsSync(LIVE)) throw new Error(`${LIVE}: not there; run bench/recordAlexnet.ts`);
  return z.object({ runs: z.array(lab) }).parse(JSON.parse(readFileSync(LIVE, 'utf8'))).runs;
}
