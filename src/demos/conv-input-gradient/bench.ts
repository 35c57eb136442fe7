import * as z from 'zod';

const row = z.object({
  layer: z.string(),
  batch: z.number(),
  gradOverForward: z.number(),
  stockOverOurs: z.number(),
});

/** `bench.json` beside the chapter: what `npm run bench -- --json` printed, and when. Build time only. */
export const benchSchema = z.object({
  recorded: z.iso.date(),
  command: z.string(),
  result: z.object({
    engine: z.string(),
    machine: z.string(),
    layers: z.array(row),
    network: z.array(row),
  }),
});
