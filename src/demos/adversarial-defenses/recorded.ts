import { readFileSync } from 'node:fs';
import { z } from 'zod';

const count = z.int().nonnegative();

const robustnessSchema = z.object({
  curves: z.array(
    z.object({
      network: z.string(),
      defence: z.string(),
      attack: z.string(),
      norm: z.enum(['linf', 'l2']),
      /** Grey levels for L∞; units of the range from 0 to 1 for L2. */
      radii: z.array(z.number()),
      /** Pictures, and how many the network is right about before and after the attack. */
      of: count,
      right: z.array(count),
    }),
  ),
});

export type RecordedCurve = z.infer<typeof robustnessSchema>['curves'][number];

/** Robust accuracy on thousands of test pictures, recorded by `training/`. Build time only. */
export function recordedCurves(): RecordedCurve[] {
  const file = 'training/records/robustness.json';
  return robustnessSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).curves;
}

const smoothingSchema = z.object({
  of: count,
  n: count,
  alpha: z.number(),
  radii: z.array(z.number()),
  /** By network and σ: how many of the pictures are certified, and right, at each radius. */
  certified: z.record(
    z.string(),
    z.object({ right: z.array(count), abstains: count, rightWithoutNoise: count }),
  ),
});

/** Certified accuracy on the 500 pictures of the gallery, recorded by `training/`. Build time only. */
export function recordedSmoothing(): z.infer<typeof smoothingSchema> {
  const file = 'training/records/smoothing.json';
  return smoothingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
