import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { mapLayers } from './state.ts';

const width = z.object({ diameter: z.number(), sigma: z.number() });
const row = z.object({
  layer: z.enum(mapLayers as [string, ...string[]]),
  size: z.int(),
  trained: width,
  untrained: z.array(width).min(1),
});
const sigmas = z.record(z.enum(mapLayers as [string, ...string[]]), z.array(z.number()).min(1));
const recordingSchema = z.object({
  images: z.int(),
  seeds: z.array(z.int()),
  base: z.array(row).length(mapLayers.length),
  others: z.object({
    images: z.int(),
    twin: z.array(row),
    six: z.array(row),
    'flat-head': z.array(row),
    'wide-filters': z.array(row),
    robust: z.array(row),
    'scale-jitter': z.array(row),
  }),
  /** σ by layer, for each seed, of `base` with signs drawn anew and channels standardised. */
  redrawn: z.object({ images: z.int(), weights: sigmas, slices: sigmas }),
  heat: z.object({
    layer: z.enum(mapLayers as [string, ...string[]]),
    row: z.int(),
    column: z.int(),
    images: z.int(),
    seed: z.int(),
    trained: z.array(z.int()).length(1024),
    untrained: z.array(z.int()).length(1024),
  }),
});

/** What `bench/recordReceptiveFields.ts` recorded of the book's networks. */
export type Recording = z.infer<typeof recordingSchema>;

/** The recording as the repository has it; at build time. */
export function readRecording(): Recording {
  const file = 'content/chapters/receptive-field/measured.json';
  return recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The mean diameter over the seeds of untrained weights. */
export function meanUntrained({ untrained }: Recording['base'][number]): number {
  return untrained.reduce((sum, { diameter }) => sum + diameter, 0) / untrained.length;
}
