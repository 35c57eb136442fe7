import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { domains, styles, type Style } from '#numerics/domains/styles.ts';
import { methods } from '#numerics/domains/study.ts';

const FILE = 'content/chapters/domain-generalization/trials.json';

const counts = z.array(z.int().nonnegative()).length(styles.length);
const run = z.object({
  sources: z.array(z.enum(styles)),
  method: z.enum(methods),
  seed: z.int(),
  reversal: z.number().optional(),
  /** After each part: right answers by style, of the validation and of the test pictures. */
  parts: z.array(z.tuple([counts, counts])),
  groups: z.array(z.number()).optional(),
});

export type RecordedRun = z.infer<typeof run>;

/** What `bench/recordDomains.ts` trained by the task of the page. Build time only. */
export function recordedRuns(): RecordedRun[] {
  if (!existsSync(FILE)) throw new Error(`${FILE}: not there; run bench/recordDomains.ts`);
  return z.object({ runs: z.array(run) }).parse(JSON.parse(readFileSync(FILE, 'utf8'))).runs;
}

/** The domain that a run has left out of five; null if it trained on others than the four left. */
export function leftOut({ sources }: Pick<RecordedRun, 'sources'>): Style | null {
  const missing = domains.filter((style) => !sources.includes(style));
  return sources.length === domains.length - 1 && missing.length === 1
    ? (missing[0] ?? null)
    : null;
}

/** A run's history as the task gives it. */
export function historyOf({ parts }: RecordedRun) {
  return parts.map(([validation, test]) => ({ validation, test }));
}
