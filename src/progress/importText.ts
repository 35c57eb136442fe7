import * as z from 'zod/mini';
import { fileKind } from './exportText.ts';
import { lastDay, lastMoment, logVersion, type ProgressEvent } from './log.ts';

const name = z.string().check(z.minLength(1), z.maxLength(100));
const count = z.number().check(z.int(), z.minimum(0));
const whole = (least: number, most: number) =>
  z.number().check(z.int(), z.minimum(least), z.maximum(most));
const within = (least: number, most: number) => z.number().check(z.minimum(least), z.maximum(most));
const stamp = { id: name, t: within(0, lastMoment), after: z.optional(name) };
const inChapter = { ...stamp, chapter: name };
const result = { right: count, of: count.check(z.minimum(1)) };
const possible = z.refine<{ right: number; of: number }>(
  ({ right, of }) => right <= of,
  'more items right than there are',
);

/** An event of this version, from a file. Keys it does not know are dropped. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ ...inChapter, type: z.literal('chapter-started') }),
  z.object({ ...inChapter, type: z.literal('chapter-read') }),
  z.object({
    ...inChapter,
    type: z.literal('quiz-answer'),
    item: name,
    correct: z.boolean(),
    score: within(0, 1),
    seed: z.optional(z.number().check(z.int())),
  }),
  z.object({ ...inChapter, type: z.literal('quiz-finished'), ...result }).check(possible),
  z.object({
    ...inChapter,
    type: z.literal('review-graded'),
    item: name,
    grade: z.literal([1, 2, 3, 4]),
    day: whole(0, lastDay),
  }),
  z.object({ ...inChapter, type: z.literal('review-undone'), item: name, undoes: name }),
  z.object({
    ...inChapter,
    type: z.literal('review-chosen'),
    item: z.optional(name),
    chosen: z.boolean(),
  }),
  z.object({
    ...stamp,
    type: z.literal('review-settings'),
    dayTurnsAt: whole(0, 23),
    newPerDay: whole(0, 999),
    retention: within(0.7, 0.97),
  }),
  z
    .object({
      ...stamp,
      type: z.literal('exam-finished'),
      paper: z.string().check(z.minLength(1), z.maxLength(500)),
      ...result,
    })
    .check(possible),
]);

/** The events of an exported file, or the sentence that says why it is refused. Never throws. */
export function importText(
  text: string,
): { ok: true; events: ProgressEvent[] } | { ok: false; reason: string } {
  const refuse = (reason: string): { ok: false; reason: string } => ({
    ok: false,
    reason: `${reason} Nothing was imported, and your progress is as it was.`,
  });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refuse('This file is not JSON, so it is not an exported progress file.');
  }
  const head = z.object({ kind: z.literal(fileKind), v: z.number() }).safeParse(data);
  if (!head.success) return refuse('This file was not exported by this book.');
  if (head.data.v > logVersion)
    return refuse(
      `This file was exported by a newer version of the book (form ${head.data.v}; this page knows ${logVersion}). Reload the page and try again.`,
    );
  const form = z.object({ v: z.literal([1, logVersion]), events: z.array(eventSchema) });
  const body = form.safeParse(data);
  if (body.success) return { ok: true, events: body.data.events };
  const path = body.error.issues[0]?.path ?? [];
  return refuse(
    path[0] === 'events' && typeof path[1] === 'number'
      ? `Entry ${path[1] + 1} of this file is not one the book writes${path.length > 2 ? ` (look at “${path.slice(2).join('.')}”)` : ''}.`
      : 'This file has lost part of what an exported progress file holds.',
  );
}
