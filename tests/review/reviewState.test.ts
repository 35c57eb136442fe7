import fc from 'fast-check';
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { mergeEvents, type ReviewGrade } from '../../src/progress/log.ts';
import { schedulerFor } from '../../src/review/memory.ts';
import { growingReviewState, reviewState } from '../../src/review/reviewState.ts';
import { anyEvents } from '../progress/events.ts';
import { day, LogWriter } from './log.ts';

const grades = fc.constantFrom<ReviewGrade>(1, 2, 3, 4);

describe('the memory of an item', () => {
  test('has the stability and difficulty that FSRS gives for the same days and grades', () => {
    const steps = fc.array(fc.tuple(grades, fc.integer({ min: 0, max: 40 })), { maxLength: 12 });
    const plain = fsrs({ learning_steps: [], relearning_steps: [], enable_fuzz: false });
    fc.assert(
      fc.property(grades, steps, (firstGrade, later) => {
        const log = new LogWriter();
        let at = day(1);
        log.grade('card', firstGrade, at);
        let card = plain.next(createEmptyCard(), new Date(at * 864e5), firstGrade).card;
        for (const [grade, days] of later) {
          at += days;
          log.grade('card', grade, at);
          card = plain.next(card, new Date(at * 864e5), grade).card;
        }
        const memory = reviewState(log.events, at).memories.get('one/card');
        expect(memory?.card.stability).toBe(card.stability);
        expect(memory?.card.difficulty).toBe(card.difficulty);
        expect(memory?.last).toBe(at);
      }),
    );
  });

  test('is due the same day after “again”, and never before the next day after any other grade', () => {
    const scheduler = schedulerFor(0.9);
    fc.assert(
      fc.property(fc.array(grades, { minLength: 1, maxLength: 10 }), (list) => {
        let memory = null;
        let at = day(1);
        for (const grade of list) {
          memory = scheduler.graded(memory, 'one/card', grade, at);
          if (grade === Rating.Again) expect(memory.due).toBe(at);
          else expect(memory.due).toBeGreaterThan(at);
          at = memory.due;
        }
      }),
    );
  });

  test('comes up when the chance to remember it is about the one asked for', () => {
    for (const retention of [0.8, 0.9, 0.95]) {
      const scheduler = schedulerFor(retention);
      let memory = null;
      let at = day(1);
      for (let review = 0; review < 4; review++) {
        memory = scheduler.graded(memory, 'one/card', 3, at);
        at = memory.due;
      }
      expect(memory && scheduler.recall(memory, at)).toBeCloseTo(retention, 1.5);
    }
  });

  test('of two items learned together is not due together for ever', () => {
    const dues = Array.from({ length: 20 }, (_, index) => {
      const scheduler = schedulerFor(0.9);
      let memory = scheduler.graded(null, `one/q${index}`, 3, day(1));
      for (let review = 0; review < 3; review++)
        memory = scheduler.graded(memory, `one/q${index}`, 3, memory.due);
      return memory.due;
    });
    expect(new Set(dues).size).toBeGreaterThan(5);
  });
});

describe('the state of review', () => {
  test('leaves out a grade that was taken back, as if it had never been', () => {
    const log = new LogWriter();
    log.grade('card', 3, day(1));
    const before = reviewState(log.events, day(3));
    const slip = log.grade('card', 1, day(3));
    expect(reviewState(log.events, day(3))).not.toEqual(before);
    log.add({ type: 'review-undone', chapter: 'one', item: 'card', undoes: slip });
    expect(reviewState(log.events, day(3))).toEqual(before);
  });

  test('is the same however two logs are merged, for any log at all', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat({ max: 30 }), fc.nat({ max: 40_000 }), (events, cut, today) => {
        const [some, others] = [events.slice(0, cut), events.slice(cut)];
        expect(reviewState(mergeEvents(some, others), today)).toEqual(
          reviewState(mergeEvents(others, some), today),
        );
      }),
    );
  });

  test('is the same whether the log is read whole or as it grew', () => {
    const days = fc.array(fc.nat({ max: 40_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyEvents, days, (events, todays) => {
        const grown = growingReviewState();
        const log = mergeEvents(events, []);
        for (const [step, today] of todays.sort((a, b) => a - b).entries()) {
          const soFar = log.slice(0, Math.ceil((log.length * (step + 1)) / todays.length));
          for (const part of [soFar.slice(0, -2), soFar])
            expect(grown(part, today)).toEqual(reviewState(part, today));
        }
        expect(grown([], 0)).toEqual(reviewState([], 0));
      }),
    );
  });

  test('does not change with the time zone or with the hour at which days turn', () => {
    const log = new LogWriter();
    for (const [index, grade] of [3, 3, 2, 4].entries())
      log.grade('card', grade as ReviewGrade, day(1 + 3 * index));
    const due = reviewState(log.events, day(20)).memories.get('one/card')?.due;
    log.add({ type: 'review-settings', dayTurnsAt: 22, newPerDay: 15, retention: 0.9 });
    expect(reviewState(log.events, day(20)).memories.get('one/card')?.due).toBe(due);
  });

  test('gives a day of a clock that ran ahead to the day before it', () => {
    const log = new LogWriter();
    log.grade('card', 3, day(1));
    const ahead = log.grade('card', 3, day(4000));
    log.grade('q1', 3, day(3), 'one');
    const state = reviewState(log.events, day(3));
    expect(state.grades.map((grade) => grade.day)).toEqual([day(1), day(1), day(3)]);
    expect(state.memories.get('one/card')?.due).toBeLessThan(day(30));
    expect(state.grades[1]?.id).toBe(ahead);
  });

  test('is the same when the day has come that a clock which ran ahead had told', () => {
    const log = new LogWriter();
    log.grade('card', 3, day(1));
    log.grade('q1', 3, day(31));
    for (const at of [2, 4, 9, 20]) log.grade('card', 3, day(at));
    const [before, later] = [day(29), day(33)].map((at) => reviewState(log.events, at));
    expect(later).toEqual(before);
    expect(later?.grades.map(({ day: on }) => on)).toEqual([1, 1, 2, 4, 9, 20].map(day));
  });

  test('never lets time run backwards: a clock that was set back loses no grade', () => {
    const log = new LogWriter();
    log.grade('card', 3, day(100));
    log.grade('card', 3, day(103));
    log.grade('card', 3, day(2));
    const after = reviewState(log.events, day(104));
    expect(after.grades.at(-1)).toMatchObject({ day: day(103), kind: 'repeat' });
    expect(after.memories.get('one/card')?.due).toBeGreaterThan(day(110));
  });
});
