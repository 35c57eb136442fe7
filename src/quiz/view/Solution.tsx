import type { ReactElement, ReactNode } from 'react';
import { writtenNumber } from '../writtenNumber.ts';
import type { NumericVariant, QuizItem, Remark } from '../items.ts';
import { AnswerAndReason } from './AnswerAndReason.tsx';
import { Html } from './Html.tsx';
import { RemarkView } from './RemarkView.tsx';

interface Props {
  item: QuizItem;
  /** The numbers in force, for a numeric item. */
  variant: NumericVariant | null;
  open: boolean;
}

/** The folded answer: what is right, why, and what is wrong with the rest. */
export function Solution({ item, variant, open }: Props): ReactElement {
  const remarks = remarksOf(item, variant);
  return (
    <details className="quiz-solution" open={open}>
      <summary>Answer and explanation</summary>
      <AnswerAndReason item={item} variant={variant} className="quiz-answer" />
      {remarks.length > 0 && (
        <details>
          <summary>If you thought otherwise</summary>
          <dl>
            {remarks.map(({ key, what, remark }) => (
              <div key={key}>
                <dt>{what}</dt>
                <dd>
                  <RemarkView remark={remark} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </details>
  );
}

interface Told {
  key: string;
  what: ReactNode;
  remark: Remark;
}

function remarksOf(item: QuizItem, variant: NumericVariant | null): Told[] {
  const told = (key: string, what: ReactNode, remark: Remark | null): Told[] =>
    remark === null ? [] : [{ key, what, remark }];
  switch (item.kind) {
    case 'truefalse':
      return told('wrong', item.answer ? 'False' : 'True', item.wrong);
    case 'choice':
    case 'choices':
      return item.options.flatMap((option) =>
        told(
          option.id,
          <>
            {option.correct && 'Without '}
            <Html as="span" html={option.html} />
          </>,
          option.remark,
        ),
      );
    case 'numeric':
      return (variant ?? item.variant).mistakes.flatMap(({ value, remark }) =>
        told(String(value), writtenNumber(value), remark),
      );
    case 'cloze':
      return item.blanks.flatMap((blank, index) =>
        told(blank.name, `Another word in blank ${index + 1}`, blank.remark),
      );
    case 'order':
      return [
        ...told('order', 'Another order', item.remark),
        ...item.steps.flatMap((step) =>
          told(step.id, <Html as="span" html={step.html} />, step.remark),
        ),
      ];
    case 'match':
      return [
        ...told('match', 'Other pairs', item.remark),
        ...item.lefts.flatMap((left) =>
          told(left.id, <Html as="span" html={left.html} />, left.remark),
        ),
      ];
  }
}
