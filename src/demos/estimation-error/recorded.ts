import { z } from 'zod';
import trialsFile from '../../../content/chapters/estimation-error/trials.json';

const count = z.int().nonnegative();

/** What `bench/recordEstimation.ts` trained. Build time only. */
export const trials = z
  .object({
    command: z.string(),
    runs: z.array(
      z.object({
        examples: z.int(),
        labels: z.enum(['own', 'by lot']),
        seed: z.int(),
        /** After each part: wrong among the training's examples, and among the fresh ones. */
        wrong: z.array(z.tuple([count, count])),
      }),
    ),
  })
  .parse(trialsFile);
