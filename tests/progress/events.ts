import fc from 'fast-check';
import type { ProgressEvent } from '../../src/progress/log.ts';

const anyStamp = {
  id: fc.string({ minLength: 1, maxLength: 12 }),
  t: fc.integer({ min: 0, max: 2 ** 42 }),
};
const chapters = fc.constantFrom(
  'conv-kernel-gradient',
  'conv-input-gradient',
  '__proto__',
  'grad-cam',
);
const inChapter = { ...anyStamp, chapter: chapters };
const items = fc.constantFrom('kg-size', 'kg-cloze', 'constructor', 'card');
const result = fc
  .integer({ min: 1, max: 20 })
  .chain((of) => fc.integer({ min: 0, max: of }).map((right) => ({ right, of })));
const share = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);

const anyEntry: fc.Arbitrary<ProgressEvent> = fc.oneof(
  fc.record({ ...inChapter, type: fc.constant('chapter-started' as const) }),
  fc.record({ ...inChapter, type: fc.constant('chapter-read' as const) }),
  fc.record(
    {
      ...inChapter,
      type: fc.constant('quiz-answer' as const),
      item: items,
      correct: fc.boolean(),
      score: share(0, 1),
      seed: fc.integer(),
    },
    { requiredKeys: ['id', 't', 'chapter', 'type', 'item', 'correct', 'score'] },
  ),
  fc
    .tuple(fc.record({ ...inChapter, type: fc.constant('quiz-finished' as const) }), result)
    .map(([event, outcome]) => ({ ...event, ...outcome })),
  fc.record({
    ...inChapter,
    type: fc.constant('review-graded' as const),
    item: items,
    grade: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    day: fc.integer({ min: 0, max: 40_000 }),
  }),
  fc.record({
    ...inChapter,
    type: fc.constant('review-undone' as const),
    item: items,
    undoes: fc.string({ minLength: 1, maxLength: 12 }),
  }),
  fc.record(
    {
      ...inChapter,
      type: fc.constant('review-chosen' as const),
      item: items,
      chosen: fc.boolean(),
    },
    { requiredKeys: ['id', 't', 'chapter', 'type', 'chosen'] },
  ),
  fc.record({
    ...anyStamp,
    type: fc.constant('review-settings' as const),
    dayTurnsAt: fc.integer({ min: 0, max: 23 }),
    newPerDay: fc.integer({ min: 0, max: 999 }),
    retention: share(0.7, 0.97),
  }),
  fc
    .tuple(
      fc.record({
        ...anyStamp,
        type: fc.constant('exam-finished' as const),
        paper: fc.string({ minLength: 1, maxLength: 60 }),
      }),
      result,
    )
    .map(([event, outcome]) => ({ ...event, ...outcome })),
);

/** Any event the log may hold, strange chapter names and clocks that were set back included. */
export const anyEvent: fc.Arbitrary<ProgressEvent> = fc
  .tuple(anyEntry, fc.option(fc.string({ minLength: 1, maxLength: 2 }), { nil: undefined }))
  .map(([event, after]) => (after === undefined ? event : { ...event, after }));

/** A log's worth of events, each id once. */
export const anyEvents = fc.uniqueArray(anyEvent, { selector: (event) => event.id, maxLength: 30 });
