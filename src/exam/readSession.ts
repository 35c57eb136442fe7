import * as z from 'zod/mini';
import { mostMinutes, mostQuestions, mostSeed } from './paper.ts';
import type { Session } from './session.ts';

const whole = (least: number, most: number) =>
  z.number().check(z.int(), z.minimum(least), z.maximum(most));
const time = whole(0, Number.MAX_SAFE_INTEGER);

const answer = z.union([
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
]);

const sessionSchema = z.object({
  v: z.literal(1),
  paper: z.object({
    parts: z.array(z.string()),
    difficulties: z.array(z.literal([1, 2, 3])),
    count: whole(1, mostQuestions),
    minutes: z.nullable(whole(1, mostMinutes)),
    seed: whole(0, mostSeed),
  }),
  edition: z.string(),
  drawn: z.array(z.object({ chapter: z.string(), item: z.string() })).check(z.minLength(1)),
  startedAt: time,
  extraMinutes: whole(0, Number.MAX_SAFE_INTEGER),
  answers: z.record(z.string(), answer),
  marked: z.array(z.string()),
  handedIn: z.nullable(z.object({ at: time, byClock: z.boolean() })),
});

/** The session of a kept text; null for none, and for what no version of this page wrote. Never throws. */
export function readSession(text: string | null): Session | null {
  try {
    return sessionSchema.parse(JSON.parse(text ?? 'null'));
  } catch {
    return null;
  }
}
