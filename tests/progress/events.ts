import fc from 'fast-check';
import type { ProgressEvent } from '../../src/progress/log.ts';

const stamp = {
  id: fc.string({ minLength: 1, maxLength: 12 }),
  t: fc.integer({ min: 0, max: 2 ** 42 }),
  chapter: fc.constantFrom('conv-kernel-gradient', 'conv-input-gradient', '__proto__', 'grad-cam'),
};

/** Any event the log may hold, strange chapter names included. */
export const anyEvent: fc.Arbitrary<ProgressEvent> = fc.oneof(
  fc.record({ ...stamp, type: fc.constant('chapter-started' as const) }),
  fc.record({ ...stamp, type: fc.constant('chapter-read' as const) }),
  fc.record(
    {
      ...stamp,
      type: fc.constant('quiz-answer' as const),
      item: fc.constantFrom('kg-size', 'kg-cloze', 'constructor'),
      correct: fc.boolean(),
      score: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
      seed: fc.integer(),
    },
    { requiredKeys: ['id', 't', 'chapter', 'type', 'item', 'correct', 'score'] },
  ),
  fc
    .record({
      ...stamp,
      type: fc.constant('quiz-finished' as const),
      of: fc.integer({ min: 1, max: 20 }),
    })
    .chain((event) => fc.integer({ min: 0, max: event.of }).map((right) => ({ ...event, right }))),
);

/** A log's worth of events, each id once. */
export const anyEvents = fc.uniqueArray(anyEvent, { selector: (event) => event.id, maxLength: 30 });
