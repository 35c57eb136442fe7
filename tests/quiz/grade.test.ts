import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grade, type Grade } from '../../src/quiz/grade.ts';
import type { ChoiceItem } from '../../src/quiz/items.ts';
import { itemOf } from './fixture.ts';

const told = (result: Grade): string[] =>
  result.graded ? result.feedback.map((remark) => remark.html) : [result.message];
const right = { graded: true, correct: true, score: 1, feedback: [] };

function optionId(item: ChoiceItem, text: string): string {
  const option = item.options.find((candidate) => candidate.html.includes(text));
  if (option === undefined) throw new Error(`no option ${text}`);
  return option.id;
}

describe('true or false', () => {
  const item = itemOf('truefalse');
  test('the right answer scores 1', () => expect(grade(item, false)).toMatchObject(right));
  test('the wrong answer is met with its feedback and the section that settles it', () => {
    expect(grade(item, true)).toEqual({
      graded: true,
      correct: false,
      score: 0,
      feedback: [
        {
          html: "<p>You took the upstream gradient's shape.</p>",
          place: { href: '#shapes', label: 'Section shapes' },
        },
      ],
      marks: { true: false },
    });
  });
  test('no answer is not graded', () => expect(grade(item, null)).toMatchObject({ graded: false }));
});

describe('one choice', () => {
  const item = itemOf('choice') as ChoiceItem & { kind: 'choice' };
  test('the right option scores 1', () =>
    expect(grade(item, optionId(item, 'right one'))).toMatchObject(right));
  test('each wrong option has its own feedback and its own link', () => {
    expect(grade(item, optionId(item, 'two'))).toMatchObject({
      score: 0,
      feedback: [{ html: '<p>Two is wrong.</p>', place: { href: '#shapes' } }],
    });
    expect(grade(item, optionId(item, 'three'))).toMatchObject({
      feedback: [{ place: { href: '/chapters/conv-input-gradient/#flip' } }],
    });
  });
  test('no option, or one that is not there, is not graded', () => {
    expect(grade(item, null)).toMatchObject({ graded: false });
    expect(grade(item, 'z')).toMatchObject({ graded: false });
  });
});

describe('several choices', () => {
  const item = itemOf('choices') as ChoiceItem & { kind: 'choices' };
  const ids = (...texts: string[]): string[] => texts.map((text) => optionId(item, text));
  test('exactly the right options score 1', () =>
    expect(grade(item, ids('right one', 'right two'))).toMatchObject(right));
  test('a missing right option is told, by its own feedback', () => {
    const result = grade(item, ids('right two'));
    expect(result).toMatchObject({ correct: false, score: 0.5 });
    expect(told(result)).toEqual(['<p>One was left out.</p>']);
  });
  test('a missing right option without feedback is told all the same', () => {
    expect(told(grade(item, ids('right one')))).toEqual(['<p>One right option is missing.</p>']);
  });
  test('a wrong option takes back what a right one gave', () => {
    const result = grade(item, ids('right one', 'right two', 'wrong three'));
    expect(result).toMatchObject({ correct: false, score: 0.5 });
    expect(told(result)).toEqual(['<p>Three is wrong.</p>']);
  });
  test('only what was ticked is marked, so that a second try is still a question', () => {
    const [one = '', three = ''] = ids('right one', 'wrong three');
    const marks = { [one]: true, [three]: false };
    expect(grade(item, [one, three])).toHaveProperty('marks', marks);
  });
  test('ticking everything scores 0', () =>
    expect(grade(item, ids('right one', 'right two', 'three', 'four'))).toMatchObject({
      score: 0,
    }));
  test('the score is 1 exactly when the answer is correct', () => {
    fc.assert(
      fc.property(
        fc.subarray(
          item.options.map((option) => option.id),
          { minLength: 1 },
        ),
        (chosen) => {
          const result = grade(item, chosen);
          const correct = item.options.every((o) => o.correct === chosen.includes(o.id));
          expect(result).toMatchObject({ graded: true, correct });
          expect(result.graded && result.score === 1).toBe(correct);
          expect(result.graded && result.score >= 0 && result.score <= 1).toBe(true);
          expect(told(result).length > 0).toBe(!correct);
        },
      ),
    );
  });
});

describe('numeric', () => {
  const item = itemOf('numeric');
  test.each(['1024', '1024.5', '1 024', '1,024', '1024 entries', '2048/2'])(
    '%j is right, within the tolerance',
    (typed) => expect(grade(item, typed)).toMatchObject(right),
  );
  test('a foreseen mistake has its own feedback', () => {
    expect(grade(item, '1000')).toMatchObject({
      score: 0,
      feedback: [{ html: '<p>You rounded.</p>', place: { href: '#rounding' } }],
    });
  });
  test('any other wrong number has the general feedback', () =>
    expect(told(grade(item, '1024.6'))).toEqual(['<p>Count again.</p>']));
  test('what is not a number is not graded, and the reader is told why', () => {
    expect(grade(item, 'many')).toEqual({
      graded: false,
      message: '“many” is not a number I can read. Write it like 3, −0.5, 0,5 or 1/3.',
    });
  });
  test('a decimal that floats cannot hold exactly is still right', () => {
    const third = { ...item, variant: { ...item.variant, answer: 0.1 + 0.2, tolerance: 0 } };
    expect(grade(third, '0.3')).toMatchObject(right);
  });
});

describe('cloze', () => {
  const item = itemOf('cloze');
  const filled = { how: 'valid', what: 'padded', n: '-2' };
  test('the accepted answers score 1', () => expect(grade(item, filled)).toMatchObject(right));
  test('case, spaces, kinds of minus and ways to write a number do not count', () => {
    expect(grade(item, { ...filled, how: '  Valid ', n: '−2.0' })).toMatchObject(right);
  });
  test('each wrong blank is met with its own feedback and costs its share', () => {
    const result = grade(item, { how: 'full', what: 'bare', n: '-2' });
    expect(told(result)).toEqual(['<p>Not full.</p>', '<p>Padding first.</p>']);
    expect(result.graded && result.score).toBeCloseTo(1 / 3);
    expect(result.graded && result.feedback[1]?.place.href).toBe('#padding');
  });
  test('each blank is marked right or wrong', () =>
    expect(grade(item, { ...filled, how: 'full' })).toMatchObject({
      marks: { how: false, what: true, n: true },
    }));
  test('an empty blank is not graded', () =>
    expect(grade(item, { ...filled, n: ' ' })).toMatchObject({ graded: false }));
});

describe('order', () => {
  const item = itemOf('order');
  test('the right order scores 1', () => expect(grade(item, item.solution)).toMatchObject(right));
  test('the reverse order scores 0', () =>
    expect(grade(item, item.solution.toReversed())).toMatchObject({ correct: false, score: 0 }));
  test('a step with feedback of its own tells it when misplaced', () => {
    const [a = '', b = '', c = '', d = ''] = item.solution;
    expect(told(grade(item, [b, a, c, d]))).toEqual(['<p>Dilate comes second.</p>']);
    expect(told(grade(item, [a, b, d, c]))).toEqual(['<p>Not in order yet.</p>']);
  });
  test('an order with a step missing is not graded', () =>
    expect(grade(item, item.solution.slice(1))).toMatchObject({ graded: false }));
  test('any order but the right one scores less than 1', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(item.solution, { minLength: item.solution.length }),
        (order) => {
          const result = grade(item, order);
          expect(result.graded && result.score === 1).toBe(order.join() === item.solution.join());
        },
      ),
    );
  });
});

describe('match', () => {
  const item = itemOf('match');
  const solved = Object.fromEntries(item.lefts.map((left) => [left.id, left.answer]));
  const idOf = (text: string): string => item.rights.find((r) => r.text === text)?.id ?? '';
  test('the right pairs score 1', () => expect(grade(item, solved)).toMatchObject(right));
  test('a wrong pair is met with its own feedback, or the general one', () => {
    expect(told(grade(item, { ...solved, 'left-2': idOf('output') }))).toEqual([
      '<p>K is the kernel.</p>',
    ]);
    expect(told(grade(item, { ...solved, 'left-1': idOf('output') }))).toEqual([
      '<p>Look at the notation.</p>',
    ]);
  });
  test('an unmatched line is not graded', () =>
    expect(grade(item, { ...solved, 'left-1': '' })).toMatchObject({ graded: false }));
});
