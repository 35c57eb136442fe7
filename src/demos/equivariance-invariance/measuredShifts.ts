import { readFileSync } from 'node:fs';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const operations = {
  network: z.enum(['base', 'flat-head']),
  padding: z.enum(['zero', 'circular']),
  pooling: z.enum(['max', 'average', 'blurredMax']),
  border: z.enum(['wrap', 'mirror']),
};
const curve = z.strictObject({
  ...operations,
  shifts: z.array(
    z.strictObject({
      right: z.int(),
      accuracy: share,
      /** Images that get the answer that they get unmoved. */
      sameAnswer: share,
      /** Mean change of the probability of the unmoved answer. */
      change: share,
    }),
  ),
});

const schema = z.strictObject({
  images: z.int().positive(),
  curves: z.array(curve),
  costs: z.array(curve),
  onePixel: z.array(z.strictObject({ ...operations, changed: share, rightThatBecomeWrong: share })),
  firstMap: z.strictObject({ image: z.int(), rounded: z.array(share) }),
});

export type MeasuredShifts = z.infer<typeof schema>;
export type MeasuredCurve = z.infer<typeof curve>;

/** What `bench/measureShifts.ts` recorded; for pages and first frames, at build time. */
export function measuredShifts(): MeasuredShifts {
  const file = 'content/chapters/equivariance-invariance/shifts.json';
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The curve of one case. */
export function curveOf(
  { curves, costs }: MeasuredShifts,
  which: Omit<MeasuredCurve, 'shifts'>,
): MeasuredCurve {
  const found = [...curves, ...costs].find(
    (one) =>
      one.network === which.network &&
      one.padding === which.padding &&
      one.pooling === which.pooling &&
      one.border === which.border,
  );
  if (!found) throw new Error(`shifts.json: expected a measurement of ${JSON.stringify(which)}`);
  return found;
}
