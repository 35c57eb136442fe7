import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEvent, mergeEvents, readLog, type ProgressEvent } from '../../src/progress/log.ts';
import { reduceEvents } from '../../src/progress/reduce.ts';
import { eventSchema } from '../../src/progress/importText.ts';
import { anyEvent, anyEvents } from './events.ts';

describe('a stored log', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const log = { v: 2, epoch: '0', events };
        expect(readLog(JSON.stringify(log))).toEqual({ kind: 'good', log });
      }),
    );
  });

  test('of the first version is a log of this one', () => {
    const events = [{ id: 'a', t: 1, type: 'chapter-read', chapter: 'grad-cam' }];
    const text = JSON.stringify({ v: 1, epoch: '0', events });
    expect(readLog(text)).toEqual({ kind: 'good', log: { v: 2, epoch: '0', events } });
  });

  test('of a newer version is recognised, whatever else it holds', () => {
    expect(readLog('{"v":3,"pages":[]}')).toEqual({ kind: 'newer' });
  });

  test.each(['', 'null', '[]', '7', '{', '{"v":1}', '{"v":1,"epoch":"0","events":{}}', '{"v":0}'])(
    '%j is damaged, and nothing can be saved from it',
    (text) => expect(readLog(text)).toMatchObject({ kind: 'damaged', events: [] }),
  );

  test('that is damaged in places gives the events that can still be read', () => {
    fc.assert(
      fc.property(anyEvents, fc.jsonValue(), (events, junk) => {
        fc.pre(!isEvent(junk));
        const text = JSON.stringify({ v: 2, epoch: '0', events: [junk, ...events] });
        expect(readLog(text)).toMatchObject({ kind: 'damaged', events });
      }),
    );
  });

  test('no text makes reading throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readLog(text)));
  });
});

describe('the guard on stored events and the schema of imported ones', () => {
  test('accept the same events', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(isEvent(event)).toBe(true);
        expect(eventSchema.safeParse(event)).toEqual({ success: true, data: event });
      }),
    );
  });

  test('refuse a time that is no date', () => {
    for (const t of [-1, 8.64e15 + 1, 1e300, Number.NaN]) {
      const event = { id: 'a', t, type: 'chapter-read', chapter: 'c' };
      expect(isEvent(event)).toBe(false);
      expect(eventSchema.safeParse(event).success).toBe(false);
    }
  });

  test('agree on events with one field changed, left out or added', () => {
    const junk = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        '',
        -1,
        0.5,
        2,
        1e300,
        Number.NaN,
        true,
        'x',
        'x'.repeat(101),
        'x'.repeat(501),
      ),
      fc.jsonValue(),
    );
    const keys = fc.constantFrom(
      'id',
      't',
      'type',
      'chapter',
      'item',
      'correct',
      'score',
      'seed',
      'right',
      'of',
      'after',
      'grade',
      'day',
      'undoes',
      'chosen',
      'dayTurnsAt',
      'newPerDay',
      'retention',
      'paper',
      'more',
    );
    fc.assert(
      fc.property(anyEvent, keys, junk, (event, key, value) => {
        const changed = { ...event, [key]: value };
        expect(isEvent(changed)).toBe(eventSchema.safeParse(changed).success);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('merging', () => {
  const read = (id: string, t: number, after?: string): ProgressEvent => ({
    ...{ id, t, type: 'chapter-read', chapter: 'c' },
    ...(after === undefined ? {} : { after }),
  });
  const ids = (events: ProgressEvent[]): string => events.map(({ id }) => id).join('');

  test('keeps every id once, in one order, whichever log comes first', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (some, others) => {
        const distinct = others.filter((event) => !some.some((known) => known.id === event.id));
        const merged = mergeEvents(some, distinct);
        expect(mergeEvents(distinct, some)).toEqual(merged);
        expect(merged).toHaveLength(some.length + distinct.length);
        expect(mergeEvents(merged, some)).toEqual(merged);
      }),
    );
  });

  test('keeps the order of time where no clock was set back', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const merged = mergeEvents(
          events.map((event) => ({ ...event, after: undefined })) as ProgressEvent[],
          [],
        );
        const times = merged.map(({ t }) => t);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });

  test('keeps what followed an event behind it, though the clock was set back between', () => {
    const events = [read('a', 100), read('b', 900), read('c', 110, 'b'), read('d', 120, 'c')];
    expect(ids(mergeEvents([], events.reverse()))).toBe('abcd');
    expect(ids(mergeEvents(events, [read('e', 105), read('f', 950)]))).toBe('aebcdf');
  });

  test('takes an event by its time when what it followed is unknown, or was earlier', () => {
    expect(ids(mergeEvents([read('c', 3, 'gone'), read('b', 2, 'a'), read('a', 1)], []))).toBe(
      'abc',
    );
  });
});

describe('the state after the events', () => {
  const at = (t: number) => ({ id: `e${t}`, t, chapter: 'c' });

  test('starts a chapter with its first event and reads it at the first reading', () => {
    const state = reduceEvents([
      { ...at(1), type: 'chapter-started' },
      { ...at(5), type: 'chapter-read' },
      { ...at(9), type: 'chapter-read' },
    ]);
    expect(state.get('c')).toMatchObject({ started: 1, read: 5, best: null });
  });

  test('keeps the last answer to each item', () => {
    const answer = { type: 'quiz-answer', item: 'i', correct: false, score: 0.5 } as const;
    const state = reduceEvents([
      { ...at(1), ...answer },
      { ...at(2), ...answer, correct: true, score: 1 },
    ]);
    expect(state.get('c')?.items.get('i')).toEqual({ t: 2, correct: true, score: 1 });
    expect(state.get('c')?.read).toBeNull();
  });

  test('keeps the best finished round, by its share', () => {
    const finished = (t: number, right: number, of: number) =>
      ({ ...at(t), type: 'quiz-finished', right, of }) as const;
    const state = reduceEvents([finished(1, 6, 8), finished(2, 7, 10), finished(3, 3, 4)]);
    expect(state.get('c')?.best).toEqual({ t: 3, right: 3, of: 4 });
  });

  test('never depends on names of object members', () => {
    const state = reduceEvents([{ ...at(1), chapter: '__proto__', type: 'chapter-read' }]);
    expect([...state.keys()]).toEqual(['__proto__']);
    expect(reduceEvents([]).get('constructor')).toBeUndefined();
  });

  test('is the same for any events, however two logs are merged', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(), (events, cut) => {
        const [some, others] = [events.slice(0, cut % 30), events.slice(cut % 30)];
        expect(reduceEvents(mergeEvents(some, others))).toEqual(
          reduceEvents(mergeEvents(others, some)),
        );
      }),
    );
  });
});
