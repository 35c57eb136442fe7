import { useId, useState, type ReactElement, type SubmitEvent } from 'react';
import { grade as gradeAnswer, type Grade, type Marks } from '#quiz/grade.ts';
import type { NumericVariant, QuizItem } from '#quiz/items.ts';
import { readAnswer } from '#quiz/readAnswer.ts';
import { Html } from '#quiz/view/Html.tsx';
import { ItemFields } from '#quiz/view/ItemFields.tsx';
import { Solution } from '#quiz/view/Solution.tsx';
import { Verdict } from '#quiz/view/Verdict.tsx';

interface Props {
  item: QuizItem;
  /** The numbers to ask it with, for a numeric item. */
  variant: NumericVariant | null;
  shown: boolean;
  /** The reader answered; `seed` where the numbers were drawn. */
  onAnswer(grade: Grade & { graded: true }, seed: number | null): void;
}

const unmarked: Marks = {};

/** A quiz item: the reader may answer it in the form, or in the head and look. */
export function QuestionRecall({ item, variant, shown, onAnswer }: Props): ReactElement {
  const [result, setResult] = useState<Grade | null>(null);
  const [promptId, verdictId] = [useId(), useId()];

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const asked = item.kind === 'numeric' && variant !== null ? { ...item, variant } : item;
    const found = gradeAnswer(asked, readAnswer(asked, new FormData(event.currentTarget)));
    setResult(found);
    if (found.graded) onAnswer(found, variant?.seed ?? null);
  };

  return (
    <form className="quiz-item" id={item.id} method="dialog" onSubmit={submit}>
      <fieldset aria-labelledby={promptId} disabled={shown}>
        <div className="quiz-prompt" id={promptId}>
          {item.promptHtml !== '' && <Html html={item.promptHtml} />}
          {variant !== null && <Html html={variant.promptHtml} />}
        </div>
        <ItemFields
          item={item}
          variant={variant}
          marks={result?.graded === true ? result.marks : unmarked}
          live
          problemId={result?.graded === false ? verdictId : null}
          onChange={() => undefined}
        />
      </fieldset>
      {!shown && (
        <div className="quiz-actions">
          <button type="submit" className="quiz-check">
            Check
          </button>
        </div>
      )}
      <Verdict id={verdictId} grade={result} />
      {shown && <Solution item={item} variant={variant} open />}
    </form>
  );
}
