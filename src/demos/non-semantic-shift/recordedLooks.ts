import { z } from 'zod';
import { looks, type Look } from '#numerics/shift/look.ts';
import recording from '../../../content/chapters/non-semantic-shift/looks.json';

const share = z.number().min(0).max(1);
/** Accuracy, mean of the largest probability, the same with fresh statistics, error of the domain classifier. */
const row = z.tuple([share, share, share, share, share]);

const digits = z.string().regex(/^\d{10}$/);

const schema = z.object({
  command: z.string(),
  rows: z.record(z.enum(looks), z.array(row).length(5)),
  /** The gallery's numbers of the pictures that are shown. */
  shown: z.array(z.int()).length(10),
  /** A digit for each of them, the class that is answered: plain, and with fresh statistics. */
  answers: z.record(z.enum(looks), z.array(z.tuple([digits, digits])).length(5)),
});

/** What the demo measures at one setting. */
export interface Measured {
  right: number;
  sure: number;
  adaptedRight: number;
  adaptedSure: number;
  domainError: number;
}

/** `content/chapters/non-semantic-shift/looks.json`, by `bench/recordLooks.ts`. Build time only. */
export const recordedLooks = schema.parse(recording);

/** What was recorded of each look at 0, 25, 50, 75 and 100 %. */
export function recordedRows(): Record<Look, Measured[]> {
  const rows = looks.map((look) => [
    look,
    recordedLooks.rows[look].map(([right, sure, adaptedRight, adaptedSure, domainError]) => ({
      right,
      sure,
      adaptedRight,
      adaptedSure,
      domainError,
    })),
  ]);
  return Object.fromEntries(rows) as Record<Look, Measured[]>;
}
