import { useState, type ReactElement, type ReactNode } from 'react';
import { browserProgress } from '#progress/browser.ts';
import { cardItem } from '#progress/log.ts';
import { inDays } from './day.ts';
import { gradeItem, undoGrade } from './gradeItem.ts';
import { itemKey } from './reviewState.ts';
import { GradeButtons, gradeNames } from './view/GradeButtons.tsx';
import { useReview } from './view/useReview.ts';

interface Props {
  chapter: string;
  reviewHref: string;
  /** The two faces of the card, from the server. */
  prompt?: ReactNode;
  answer?: ReactNode;
}

/** A chapter's card at its end: the reader turns it, grades the recall, and it is in review. */
export default function ChapterCard({ chapter, reviewHref, prompt, answer }: Props): ReactElement {
  const review = useReview();
  const [open, setOpen] = useState(false);
  /** Whether it was graded here just now: then what had the focus has gone, and it moves on. */
  const [graded, setGraded] = useState(false);
  const key = itemKey(chapter, cardItem);
  const memory = review?.state.memories.get(key) ?? null;
  const today = review?.state.grades.findLast(
    (grade) => itemKey(grade.chapter, grade.item) === key && grade.day === review.today,
  );
  return (
    <section className="card" aria-label="The card, once more">
      <p className="card-kind">
        <span>The card, once more</span>
      </p>
      <div className="card-prompt">{prompt}</div>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Show the answer</summary>
        <div className="card-answer">{answer}</div>
      </details>
      {review !== null && open && today === undefined && (
        <GradeButtons
          itemKey={key}
          memory={memory}
          today={review.today}
          retention={review.state.settings.retention}
          suggested={graded ? 3 : null}
          onGrade={(grade) => {
            setGraded(true);
            gradeItem(browserProgress(), { chapter, item: cardItem }, grade, Date.now());
          }}
        />
      )}
      <p className="quiz-actions" role="status">
        {review !== null && today !== undefined && memory !== null && (
          <>
            <span>
              {gradeNames[today.grade]}: it comes up {inDays(memory.due - review.today)} in{' '}
              <a href={reviewHref}>review</a>.
            </span>
            <button
              type="button"
              autoFocus={graded}
              onClick={() => undoGrade(browserProgress(), today)}
            >
              Undo
            </button>
          </>
        )}
      </p>
      {review !== null && review.notice !== null && <p className="quiz-problem">{review.notice}</p>}
    </section>
  );
}
