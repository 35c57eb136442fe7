import { Suspense, useState, type ReactElement } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { usePageData } from '#ui/pageData.ts';
import { Overview } from './view/Overview.tsx';
import { Session } from './view/Session.tsx';
import { useReview } from './view/useReview.ts';

interface Props {
  /** Address of the `BankIndex`. */
  indexHref: string;
}

/** The page of review: an overview, and from it one item after the other. */
export default function ReviewIsland({ indexHref }: Props): ReactElement {
  return (
    <Suspense>
      <LoadedReview indexHref={indexHref} />
    </Suspense>
  );
}

function LoadedReview({ indexHref }: Props): ReactElement {
  const index = usePageData<BankIndex>(indexHref);
  const review = useReview();
  const [reviewing, setReviewing] = useState(false);
  const [back, setBack] = useState(false);
  const [extra, setExtra] = useState(0);
  if (review === null)
    return (
      <p className="needs-script-note">
        Review keeps its schedule in your browser, and needs JavaScript for it.
      </p>
    );
  const begin = (): void => setReviewing(true);
  const stop = (): void => {
    setReviewing(false);
    setBack(true);
  };
  return reviewing ? (
    <Session index={index} review={review} extra={extra} onStop={stop} />
  ) : (
    <Overview
      index={index}
      review={review}
      extra={extra}
      back={back}
      onBegin={begin}
      onMore={() => {
        setExtra((before) => before + 5);
        begin();
      }}
    />
  );
}
