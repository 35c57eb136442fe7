import type { ReactElement } from 'react';
import type { QuizResult as BestResult } from '#progress/reduce.ts';
import type { Tally } from '../session.ts';

interface Props {
  tally: Tally;
  /** The best round on this device; null before the first is finished. */
  best: BestResult | null;
  /** Items whose last answer is wrong, by number and id. */
  wrong: { number: number; id: string }[];
  /** What the reader should know about where the result is kept. */
  notice: string | null;
  progressHref: string;
  onStartOver(): void;
}

/** The result so far, and at the end of the round what to do with it. */
export function QuizResult({
  tally,
  best,
  wrong,
  notice,
  progressHref,
  onStartOver,
}: Props): ReactElement {
  return (
    <div className="quiz-result">
      <div role="status">
        <p className="quiz-tally">
          {tally.finished ? (
            <>
              <strong>
                {tally.rightAtFirst} of {tally.of}
              </strong>{' '}
              right at the first answer
              {tally.rightNow > tally.rightAtFirst && `, ${tally.rightNow} by now`}.
            </>
          ) : tally.answered === 0 ? (
            `${tally.of} questions.`
          ) : (
            `${tally.answered} of ${tally.of} answered, ${tally.rightNow} right.`
          )}
          {best !== null && ` Best round on this device: ${best.right} of ${best.of}.`}
        </p>
        {notice !== null && tally.answered > 0 && <p className="quiz-problem">{notice}</p>}
      </div>
      {tally.finished && wrong.length > 0 && (
        <p>
          Still wrong:{' '}
          {wrong.map(({ number, id }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`#${id}`}>question {number}</a>
            </span>
          ))}
          .
        </p>
      )}
      {tally.answered > 0 && (
        <p className="quiz-actions">
          <button type="button" onClick={onStartOver}>
            Start over
          </button>
          <a href={progressHref}>Your progress</a>
        </p>
      )}
    </div>
  );
}
