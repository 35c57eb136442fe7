import { z } from 'zod';
import sizesFile from '../../../content/chapters/model-size-and-estimation-error/sizes.json';
import widthsFile from '../../../content/chapters/model-size-and-estimation-error/widths.json';

/** Mean, least and most over the seeds. */
const spread = z
  .tuple([z.number(), z.number(), z.number()])
  .transform(([mean, low, high]) => ({ mean, low, high }));

const sweep = z.object({
  examples: z.int(),
  noise: z.number(),
  sizes: z.array(z.int()),
  seeds: z.int(),
  /** By size and strength of the ridge. */
  cells: z.array(
    z.array(
      z.object({
        training: spread,
        fresh: spread,
        squared: spread,
        norm: spread,
        scores: z.array(z.array(z.number())),
      }),
    ),
  ),
});

const run = z.object({
  examples: z.int(),
  noise: z.number(),
  seed: z.int(),
  width: z.int(),
  parameters: z.int(),
  /** After each part, wrong answers on the labels learned and on the fresh figures. */
  wrong: z.array(z.tuple([z.int(), z.int()])),
});

export type RecordedSweep = z.infer<typeof sweep>;
export type RecordedRun = z.infer<typeof run>;

/** `sizes.json` beside the chapter: what `bench/recordSizes.ts` fitted. Build time only. */
export const sizes = z
  .object({ command: z.string(), lambdas: z.array(z.number()), sweeps: z.array(sweep) })
  .parse(sizesFile);

/** `widths.json` beside the chapter: what `bench/recordWidths.ts` trained. Build time only. */
export const widths = z
  .object({
    command: z.string(),
    study: z.object({ batch: z.int(), rate: z.number(), steps: z.int(), parts: z.int() }),
    runs: z.array(run),
  })
  .parse(widthsFile);

/** The recorded sweep of so many examples with that share of wrong labels. Throws when there is none. */
export function recordedSweep(examples: number, noise: number): RecordedSweep {
  const found = sizes.sweeps.find((s) => s.examples === examples && s.noise === noise);
  if (!found) throw new Error(`sizes.json: no such sweep; run ${sizes.command}`);
  return found;
}
