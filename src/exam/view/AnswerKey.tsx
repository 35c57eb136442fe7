import type { ReactElement } from 'react';
import { Html } from '#quiz/view/Html.tsx';
import { RightAnswer } from '#quiz/view/RightAnswer.tsx';
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
              <div className="exam-key-answer">
                <RightAnswer item={item} variant={variant} />
              </div>
              {variant !== null && <Html html={variant.explanationHtml} />}
              {item.explanationHtml !== '' && <Html html={item.explanationHtml} />}
              <p className="quiz-place">
                Settled in <a href={item.place.href}>{item.place.label}</a>
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
