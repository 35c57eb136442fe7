import type { ReactElement } from 'react';
import type { NumericVariant, QuizItem } from '../items.ts';
import { writtenNumber } from '../writtenNumber.ts';
import { Html } from './Html.tsx';

interface Props {
  item: QuizItem;
  /** The numbers in force, for a numeric item. */
  variant: NumericVariant | null;
}

/** What is right, without the reasons. */
export function RightAnswer({ item, variant }: Props): ReactElement {
  switch (item.kind) {
    case 'truefalse':
      return <p>{item.answer ? 'True.' : 'False.'}</p>;
    case 'choice':
    case 'choices':
      return (
        <ul>
          {item.options
            .filter((option) => option.correct)
            .map((option) => (
              <li key={option.id}>
                <Html as="span" html={option.html} />
              </li>
            ))}
        </ul>
      );
    case 'numeric':
      return (
        <p>
          {writtenNumber(variant?.answer ?? item.variant.answer)} {variant?.unit ?? ''}
        </p>
      );
    case 'cloze':
      return (
        <ol>
          {item.blanks.map((blank) => (
            <li key={blank.name}>{blank.accept[0]}</li>
          ))}
        </ol>
      );
    case 'order':
      return (
        <ol>
          {item.solution.map((id) => (
            <li key={id}>
              <Html as="span" html={item.steps.find((step) => step.id === id)?.html ?? ''} />
            </li>
          ))}
        </ol>
      );
    case 'match':
      return (
        <ul>
          {item.lefts.map((left) => (
            <li key={left.id}>
              <Html as="span" html={left.html} />:{' '}
              {item.rights.find((right) => right.id === left.answer)?.text}
            </li>
          ))}
        </ul>
      );
  }
}
