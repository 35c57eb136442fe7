import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { fillAnswer, inOrder } from '#quiz/fillAnswer.ts';
import type { Marks } from '#quiz/grade.ts';
import { ItemFields } from '#quiz/view/ItemFields.tsx';
import { Solution } from '#quiz/view/Solution.tsx';
import { Verdict } from '#quiz/view/Verdict.tsx';
import type { MarkedQuestion } from '../mark.ts';
import { pointsInWords } from './pointsInWords.ts';
import { Prompt } from './Prompt.tsx';
import { questionId } from './questionId.ts';

const unmarked: Marks = {};

/** A question with what was answered, what that was worth and why. */
export function MarkedItem({
  question: { number, item, answer, grade, points, right },
}: {
  question: MarkedQuestion;
}): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (form.current !== null && answer !== undefined) fillAnswer(form.current, answer);
  }, [answer]);
  const id = questionId(number);
  return (
    <form
      ref={form}
      id={id}
      className="quiz-item"
      data-answered={right ? 'right' : 'wrong'}
      method="dialog"
    >
      <fieldset aria-labelledby={`${id}-number ${id}-prompt`} disabled>
        <p className="quiz-number" id={`${id}-number`}>
          <span>Question {number}</span>{' '}
          <span className="quiz-difficulty">{pointsInWords(points)} of 1 point</span>
        </p>
        <Prompt item={item} id={`${id}-prompt`} />
        <ItemFields
          item={inOrder(item, answer ?? null)}
          variant={null}
          marks={grade?.graded === true ? grade.marks : unmarked}
          live={false}
          problemId={null}
          onChange={() => undefined}
        />
      </fieldset>
      {grade === null ? (
        <p className="quiz-verdict-word" data-right="false">
          <span aria-hidden="true">✗ </span>Left blank.
        </p>
      ) : (
        <Verdict id={`${id}-verdict`} grade={grade} quiet />
      )}
      <Solution
        item={item}
        variant={item.kind === 'numeric' ? item.variant : null}
        open={!right && grade === null}
      />
    </form>
  );
}
