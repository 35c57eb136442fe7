import { z } from 'zod';
import { scoreNames } from '#numerics/novelty/familiarity.ts';
import recording from '../../../training/records/novelty.json';

const share = z.number().min(0).max(1);
/** Area under the curve against the known, its standard error, and the share let in at 95 %. */
const comparison = z.tuple([share, share, share]);
const compared = z.record(z.enum(scoreNames), comparison);

const schema = z.object({
  network: z.literal('six'),
  classes: z.array(z.string()),
  known: z.int(),
  new: z.int(),
  noise: z.int(),
  right: share,
  sure: z.object({ above: share, known: share, new: share }),
  /** Of known pictures: rightly against wrongly answered. */
  mistakes: compared,
  kinds: z.record(
    z.string(),
    z.object({
      right: share.optional(),
      all: compared,
      rightOnly: compared.optional(),
      gallery: compared.optional(),
    }),
  ),
  byClass: z.record(
    z.string(),
    z.object({ all: compared, answers: z.array(z.int()), sure: share }),
  ),
  means: z.array(z.array(z.number())),
});

/** `training/records/novelty.json`: all test images, by `training/experiments/novelty.py`. Build time only. */
export const novelty = schema.parse(recording);
