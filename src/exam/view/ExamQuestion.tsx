import { memo, useEffect, useLayoutEffect, useRef, useState, type ReactElement } from 'react';
import { fillAnswer, inOrder } from '#quiz/fillAnswer.ts';
import type { Answer, Marks } from '#quiz/grade.ts';
import { parseNumber } from '#quiz/parseNumber.ts';
import { readAnswer } from '#quiz/readAnswer.ts';
import { ItemFields } from '#quiz/view/ItemFields.tsx';
import { isAnswered } from '../isAnswered.ts';
import type { Question } from '../questions.ts';
import { Prompt } from './Prompt.tsx';
import { questionId } from './questionId.ts';

interface Props {
  question: Question;
  /** What was answered before. While it is being answered, the form has it. */
  answer: Answer | undefined;
  /** To be looked at again. */
  marked: boolean;
  onAnswer(key: string, answer: Answer | undefined): void;
  onMark(key: string, on: boolean): void;
}

const unmarked: Marks = {};

/** A question of the paper with its form, and nothing else. */
export const ExamQuestion = memo(function ExamQuestion({
  question: { key, number, item },
  answer,
  marked,
  onAnswer,
  onMark,
}: Props): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const [first] = useState({ answer, item: inOrder(item, answer ?? null) });
  const [problem, setProblem] = useState<string | null>(null);
  const id = questionId(number);

  useLayoutEffect(() => {
    if (form.current !== null && first.answer !== undefined) fillAnswer(form.current, first.answer);
  }, [first]);

  const read = (): void => {
    if (form.current === null) return;
    const given = readAnswer(item, new FormData(form.current));
    onAnswer(key, isAnswered(given) ? given : undefined);
    setProblem(null);
  };

  // Steps are in the form in their new order only once they are drawn there.
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    if (moves > 0) read();
  }, [moves]);

  /** That something is no number may be said before the end; whether it is the right one, not. */
  const left = (): void => {
    if (item.kind !== 'numeric' || form.current === null) return;
    const typed = readAnswer(item, new FormData(form.current));
    const parsed = isAnswered(typed) && typeof typed === 'string' ? parseNumber(typed) : null;
    setProblem(parsed !== null && 'problem' in parsed ? parsed.problem : null);
  };

  return (
    <form
      ref={form}
      id={id}
      className="quiz-item"
      method="dialog"
      onSubmit={(event) => event.preventDefault()}
      onInput={read}
      onBlur={left}
    >
      <fieldset aria-labelledby={`${id}-number ${id}-prompt`}>
        <p className="quiz-number">
          <span id={`${id}-number`} tabIndex={-1}>
            Question {number}
          </span>
          <label className="exam-mark">
            <input
              type="checkbox"
              checked={marked}
              onChange={({ target }) => onMark(key, target.checked)}
            />
            <span>
              Look again<span className="visually-hidden"> at question {number}</span>
            </span>
          </label>
        </p>
        <Prompt item={item} id={`${id}-prompt`} />
        <ItemFields
          item={first.item}
          variant={null}
          marks={unmarked}
          live
          problemId={problem === null ? null : `${id}-problem`}
          onChange={() => setMoves((before) => before + 1)}
        />
        <p role="status" className="quiz-problem" id={`${id}-problem`}>
          {problem}
        </p>
      </fieldset>
    </form>
  );
});
