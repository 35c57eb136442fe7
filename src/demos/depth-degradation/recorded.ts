import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = 'training/records/depth-degradation.json';
const LIVE = 'content/chapters/depth-degradation/live.json';

const count = z.int().nonnegative();
const norms = z.array(z.number());

const run = z.object({
  kind: z.enum(['plain', 'residual']),
  depth: count,
  seed: count,
  parameters: count,
  /** Mean loss of the training batches, by epoch. */
  loss: z.array(z.number()),
  /** Right answers at the end, of the 50,000 training images. */
  training: count,
  /** Right answers of the 10,000 test images, by epoch. */
  test: z.array(count),
  /** ‖∂L/∂K‖ by layer: before training, after an epoch, at the end. */
  gradients: z.tuple([norms, norms, norms]),
});

export type RecordedRun = z.infer<typeof run>;

/** What `training/experiments/depth_degradation.py` trained. Build time only. */
export function recordedRuns(): RecordedRun[] {
  return z
    .object({ setting: z.object({ images: z.literal(50000) }), runs: z.array(run) })
    .parse(JSON.parse(readFileSync(FILE, 'utf8'))).runs;
}

/** Test images of the record. */
export const TEST_IMAGES = 10000;
/** Training images of the record. */
export const TRAINING_IMAGES = 50000;

const trial = z.object({ depth: count, skips: z.boolean(), norm: z.boolean(), seed: count });

const live = z.object({
  trial,
  /** Untrained, on the 24 teaching pictures. */
  start: z.object({ loss: z.number(), norms }),
  losses: z.array(z.number()),
  right: z.array(count),
  norms: z.object({ first: norms, afterEpoch: norms, last: norms }),
});

export type LiveRun = z.infer<typeof live>;

const liveFile = z.object({
  /** How many times as long some kernels are after an epoch of 20 steps, by the layer's number. */
  stretch: z.array(z.object({ trial, factors: z.record(z.string(), z.number()) })),
  runs: z.array(live),
});

/** What `bench/recordDepth.ts` trained by the task of the page. Build time only. */
export function liveRecord(): z.infer<typeof liveFile> {
  if (!existsSync(LIVE)) throw new Error(`${LIVE}: not there; run bench/recordDepth.ts`);
  return liveFile.parse(JSON.parse(readFileSync(LIVE, 'utf8')));
}
