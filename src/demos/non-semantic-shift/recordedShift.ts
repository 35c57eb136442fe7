import { z } from 'zod';
import recording from '../../../training/records/look-shift.json';

const quality = z.tuple([z.number(), z.number()]);

const schema = z.object({
  network: z.literal('base'),
  images: z.int(),
  part: z.int(),
  compared: z.int(),
  seeds: z.array(z.int()).min(3),
  batch: z.int(),
  /** Mean and deviation of each channel of z over training images, by layer. */
  source: z.record(z.string(), z.tuple([z.array(z.number()), z.array(z.number())])),
  /** By look and amount, "edges 1.0". */
  looks: z.record(
    z.string(),
    z.object({
      plain: quality,
      domain: z.number(),
      noise: quality.optional(),
      adapted: z.array(quality),
      adaptedDomain: z.array(z.number()),
    }),
  ),
  /** By look and size of the batch; an entry for each seed. */
  sizes: z.record(z.string(), z.record(z.string(), z.array(quality))),
  /** Share right, clean, when every batch is of one class; an entry for each seed. */
  sorted: z.array(z.number()),
});

/** `training/records/look-shift.json`: test images, by `training/experiments/look_shift.py`. Build time only. */
export const shiftRecord = schema.parse(recording);

/** The statistics by the place of z: 'conv1.pre', … */
export const sourceStatistics = Object.fromEntries(
  Object.entries(shiftRecord.source).map(([layer, both]) => [`${layer}.pre`, both]),
);
