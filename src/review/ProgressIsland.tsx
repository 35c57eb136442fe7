import { Suspense, useMemo, type ReactElement } from 'react';
import ProgressPanel from '#progress/view/ProgressPanel.tsx';
import { useProgress } from '#progress/view/useProgress.ts';
import type { BankIndex } from '#quiz/bank.ts';
import { usePageData } from '#ui/pageData.ts';
import { standings, totalOf } from './standing.ts';
import { StandingTable } from './view/StandingTable.tsx';
import { useReview } from './view/useReview.ts';

interface Props {
  /** Address of the `BankIndex`. */
  indexHref: string;
}

/** The page of progress: what was read, practised and remembered, and the ways to take it along. */
export default function ProgressIsland({ indexHref }: Props): ReactElement {
  return (
    <Suspense>
      <LoadedProgress indexHref={indexHref} />
    </Suspense>
  );
}

function LoadedProgress({ indexHref }: Props): ReactElement {
  const index = usePageData<BankIndex>(indexHref);
  const review = useReview();
  const progress = useProgress();
  const list = useMemo(
    () =>
      review === null || progress === null
        ? null
        : standings(index, progress.state, review.state, review.today),
    [index, progress, review],
  );
  const total = list === null ? null : totalOf(list);
  return (
    <ProgressPanel>
      {list !== null && total !== null && (
        <>
          <dl className="progress-totals">
            <div>
              <dt>chapters read, of {total.chapters}</dt>
              <dd>{total.read}</dd>
            </div>
            <div>
              <dt>questions right, of {total.questions}</dt>
              <dd>{total.right}</dd>
            </div>
            <div>
              <dt>
                {total.met === 1 ? 'item' : 'items'} met in review
                {total.met > 0 &&
                  `, of which the schedule expects you to remember ${Math.round(total.remembered)} today`}
              </dt>
              <dd>{total.met}</dd>
            </div>
          </dl>
          <StandingTable index={index} standings={list} />
        </>
      )}
    </ProgressPanel>
  );
}
