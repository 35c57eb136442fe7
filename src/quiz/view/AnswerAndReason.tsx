import type { ReactElement } from 'react';
import type { NumericVariant, QuizItem } from '../items.ts';
import { Html } from './Html.tsx';
import { RightAnswer } from './RightAnswer.tsx';

interface Props {
  item: QuizItem;
  /** The numbers in force, for a numeric item. */
  variant: NumericVariant | null;
  /** Of the answer, which is set apart from its reason. */
  className: string;
}

/** What is right, why, and where it is settled. */
export function AnswerAndReason({ item, variant, className }: Props): ReactElement {
  return (
    <>
      <div className={className}>
        <RightAnswer item={item} variant={variant} />
      </div>
      {variant !== null && <Html html={variant.explanationHtml} />}
      {item.explanationHtml !== '' && <Html html={item.explanationHtml} />}
      <p className="quiz-place">
        Settled in <a href={item.place.href}>{item.place.label}</a>
      </p>
    </>
  );
}
