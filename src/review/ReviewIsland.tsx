import { Suspense, useState, type ReactElement } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { usePageData } from '#ui/pageData.ts';
import type SessionView from './view/Session.tsx';
import { Overview } from './view/Overview.tsx';
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
  /** With the forms and verdicts of the quiz, so it is fetched when the reader first begins. */
  const [Session, setSession] = useState<typeof SessionView | null>(null);
  const [state, setState] = useState<'before' | 'fetching' | 'failed' | 'reviewing' | 'after'>(
    'before',
  );
  const [extra, setExtra] = useState(0);
  if (review === null)
    return <p>Review keeps its schedule in your browser, and needs JavaScript for it.</p>;

  const begin = (): void => {
    setState('fetching');
    import('./view/Session.tsx').then(
      (module) => {
        setSession(() => module.default);
        setState('reviewing');
      },
      () => setState('failed'),
    );
  };
  if (state === 'reviewing' && Session !== null)
    return <Session index={index} review={review} extra={extra} onStop={() => setState('after')} />;
  return (
    <>
      <Overview
        index={index}
        review={review}
        extra={extra}
        back={state === 'after'}
        onBegin={begin}
        onMore={() => {
          setExtra((before) => before + 5);
          begin();
        }}
      />
      <p role="status" className="quiz-problem">
        {state === 'fetching' && 'One moment …'}
        {state === 'failed' &&
          'The questions could not be fetched. Check your connection, or reload the page for a newer edition of the book, and begin again.'}
      </p>
    </>
  );
}
