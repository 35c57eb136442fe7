import { lazy, Suspense, useEffect, useRef, type ReactElement } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { queueOf } from '../queue.ts';
import { InReview } from './InReview.tsx';
import { nothingLeft } from './nothingLeft.ts';
import { SettingsForm } from './SettingsForm.tsx';
import type { Review } from './useReview.ts';

interface Props {
  index: BankIndex;
  review: Review;
  /** New items beyond the daily ones. */
  extra: number;
  /** Whether the reader comes from reviewing, and expects the focus here. */
  back: boolean;
  onBegin(): void;
  onMore(): void;
}

/** Fetched with the first item that was graded: a new reader has nothing to plot. */
const Plots = lazy(() => import('./Plots.tsx').catch(() => ({ default: NoPlots })));

function NoPlots(): ReactElement {
  return (
    <p className="quiz-problem">
      The days ahead and behind could not be fetched. Reload the page to see them.
    </p>
  );
}

/** What is due, what will be and what was done; what is in review, and how. */
export function Overview({ index, review, extra, back, onBegin, onMore }: Props): ReactElement {
  const { state, today, notice } = review;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (back) heading.current?.focus();
  }, [back]);

  const queue = queueOf(index, state, today, extra);
  const doneToday = state.grades.filter(({ day }) => day === today).length;
  const work = queue.due.length + queue.fresh.length;

  return (
    <div className="review-overview">
      {notice !== null && (
        <p className="quiz-problem" role="alert">
          {notice}
        </p>
      )}
      <h2 ref={heading} tabIndex={-1}>
        Today
      </h2>
      <dl className="review-counts">
        <div>
          <dt>due</dt>
          <dd>{queue.due.length}</dd>
        </div>
        <div>
          <dt>new</dt>
          <dd>{queue.fresh.length}</dd>
        </div>
        <div>
          <dt>done</dt>
          <dd>{doneToday}</dd>
        </div>
      </dl>
      {work > 0 ? (
        <p className="review-begin">
          <button type="button" className="quiz-check" onClick={onBegin}>
            {doneToday === 0 ? 'Begin' : 'Go on'}
          </button>{' '}
          <small>
            Recall the answer, look, and say how well it went: with the keys 1 to 4, or by a tap.
          </small>
        </p>
      ) : (
        <p>{nothingLeft(index, review)}</p>
      )}
      {queue.waiting > 0 && (
        <p className="review-begin">
          {queue.waiting} more {queue.waiting === 1 ? 'is' : 'are'} waiting to be met, on the days
          to come.{' '}
          <button type="button" onClick={onMore}>
            Take {Math.min(5, queue.waiting)} more today
          </button>
        </p>
      )}
      {state.grades.length > 0 && (
        <Suspense fallback={null}>
          <Plots index={index} review={review} />
        </Suspense>
      )}
      <h2>What is in review</h2>
      <InReview index={index} state={state} />
      <h2>How you review</h2>
      <SettingsForm settings={state.settings} />
    </div>
  );
}
