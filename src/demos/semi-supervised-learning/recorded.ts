import { z } from 'zod';
import { methods, problems } from '#numerics/semiSupervised/trial.ts';
import trialsFile from '../../../content/chapters/semi-supervised-learning/trials.json';

const count = z.int().nonnegative();

/** What `bench/recordSemiSupervised.ts` trained. Build time only. */
export const trials = z
  .object({
    command: z.string(),
    runs: z.array(
      z.object({
        set: z.enum(['labels', 'pollution', 'sorted', 'threshold', 'bold', 'faint']),
        problem: z.enum(problems),
        method: z.enum(methods),
        perClass: z.int(),
        threshold: z.number(),
        polluted: z.number(),
        seed: z.int(),
        /** At the end: right on the test; pool answers above τ, and right ones of these. */
        end: z.tuple([count, count, count]),
      }),
    ),
  })
  .parse(trialsFile);
