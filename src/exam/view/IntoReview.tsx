import { useState, type ReactElement } from 'react';
import { browserProgress } from '#progress/browser.ts';
import type { MarkedQuestion } from '../mark.ts';
import { countOf } from './countOf.ts';

interface Props {
  wrong: readonly MarkedQuestion[];
  reviewHref: string;
}

/** Puts what was wrong, or left blank, into review. */
export function IntoReview({ wrong, reviewHref }: Props): ReactElement | null {
  const [done, setDone] = useState(false);
  if (wrong.length === 0) return null;
  const put = (): void => {
    browserProgress().append(
      ...wrong.map(({ chapter, item: { id } }) => ({
        type: 'review-chosen' as const,
        chapter,
        item: id,
        chosen: true,
      })),
    );
    setDone(true);
  };
  return (
    <>
      {!done && (
        <button type="button" className="exam-main" onClick={put}>
          Put {countOf(wrong.length, 'question')} into review
        </button>
      )}
      <span role="status">
        {done && (
          <>
            {countOf(wrong.length, 'question')} {wrong.length === 1 ? 'is' : 'are'} in{' '}
            <a href={reviewHref}>review</a> now.
          </>
        )}
      </span>
    </>
  );
}
