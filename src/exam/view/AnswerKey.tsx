import type { ReactElement } from 'react';
import { AnswerAndReason } from '#quiz/view/AnswerAndReason.tsx';
import type { Question } from '../questions.ts';

interface Props {
  seed: number;
  questions: readonly Question[];
}

/** The answers to a printed paper, with their reasons and where they are settled. */
export function AnswerKey({ seed, questions }: Props): ReactElement {
  return (
    <section className="exam-key" aria-labelledby="exam-key-title">
      <h2 id="exam-key-title">Answers to paper {seed}</h2>
      <ol className="exam-sheet-items">
        {questions.map(({ key, number, item }) => {
          const variant = item.kind === 'numeric' ? item.variant : null;
          return (
            <li key={key}>
              <p className="quiz-number">Question {number}</p>
              <AnswerAndReason item={item} variant={variant} className="exam-key-answer" />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
