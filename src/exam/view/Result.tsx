import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { markPaper, type Marks } from '../mark.ts';
import type { Question } from '../questions.ts';
import type { Session } from '../session.ts';
import { minutesInWords } from '../timeWords.ts';
import { ChapterResults } from './ChapterResults.tsx';
import { IntoReview } from './IntoReview.tsx';
import { MarkedItem } from './MarkedItem.tsx';
import { countOf } from './countOf.ts';
import { pointsInWords } from './pointsInWords.ts';
import { questionId } from './questionId.ts';

interface Props {
  index: BankIndex;
  questions: readonly Question[];
  session: Session;
  reviewHref: string;
  onPrint(): void;
  onDone(): void;
}

/** The paper after it was handed in: the result, where to read again, and every question. */
export function Result({
  index,
  questions,
  session,
  reviewHref,
  onPrint,
  onDone,
}: Props): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'instant' });
  }, []);
  const marks = useMemo(() => markPaper(questions, session.answers), [questions, session.answers]);
  const wrong = marks.questions.filter(({ right }) => !right);
  const { handedIn, paper } = session;
  return (
    <section className="exam quiz exam-result" aria-labelledby="exam-title">
      <header className="exam-head">
        <h2 id="exam-title" tabIndex={-1} ref={title}>
          {marks.right} of {marks.of} right
        </h2>
        {handedIn?.byClock === true && (
          <p className="exam-note">Time was up, and the paper was handed in as it stood.</p>
        )}
        <p>
          Paper {paper.seed}. {pointsOf(marks)}
          {marks.answered < marks.of &&
            ` ${marks.of - marks.answered === 1 ? 'One was' : `${String(marks.of - marks.answered)} were`} left blank.`}
          {handedIn !== null && ` You took ${timeUsed(session)}.`}
        </p>
      </header>
      <ol className="exam-strip" aria-label="Questions">
        {marks.questions.map(({ key, number, right, points, grade }) => (
          <li key={key}>
            <a
              href={`#${questionId(number)}`}
              data-result={right ? 'right' : points > 0 ? 'part' : 'wrong'}
            >
              {number}
              <span aria-hidden="true">{right ? '✓' : points > 0 ? '½' : '✗'}</span>
              <span className="visually-hidden">
                {right ? ', right' : points > 0 ? ', partly right' : grade ? ', wrong' : ', blank'}
              </span>
            </a>
          </li>
        ))}
      </ol>
      <div className="quiz-actions">
        <IntoReview wrong={wrong} reviewHref={reviewHref} />
        <button type="button" onClick={onDone}>
          Set another paper
        </button>
        <button type="button" onClick={onPrint}>
          Print with answers
        </button>
      </div>
      <h3>By chapter</h3>
      <ChapterResults index={index} chapters={marks.chapters} />
      <h3>Question by question</h3>
      <ol className="quiz-items">
        {marks.questions.map((question) => (
          <li key={question.key}>
            <MarkedItem question={question} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function pointsOf({ points, right, of }: Marks): string {
  const more = points > right ? ', with what was partly right' : '';
  return `${pointsInWords(points)} of ${countOf(of, 'point')}${more}.`;
}

function timeUsed({ startedAt, handedIn, extraMinutes, paper }: Session): string {
  const used = minutesInWords((handedIn?.at ?? startedAt) - startedAt);
  if (paper.minutes === null) return used;
  const more = extraMinutes > 0 ? ` and ${String(extraMinutes)} added` : '';
  return `${used} of ${String(paper.minutes)}${more}`;
}
