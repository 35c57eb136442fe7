import { useCallback, useEffect, useRef, type Dispatch, type ReactElement } from 'react';
import { deadlineOf, timeAllowed, type Session, type SessionAction } from '../session.ts';
import type { Question } from '../questions.ts';
import { countOf } from './countOf.ts';
import { ExamBar } from './ExamBar.tsx';
import { ExamQuestion } from './ExamQuestion.tsx';
import { HandIn } from './HandIn.tsx';

interface Props {
  questions: readonly Question[];
  session: Session;
  act: Dispatch<SessionAction>;
  /** Whether the device keeps what is answered. */
  kept: boolean;
  onHandIn(byClock: boolean): void;
  onLeave(): void;
}

/** The paper on one page, with nothing that tells right from wrong. */
export function Sitting({ questions, session, act, kept, onHandIn, onLeave }: Props): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'instant' });
  }, []);

  useEffect(() => {
    if (kept) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [kept]);

  const answered = useCallback(
    (key: string, answer: Session['answers'][string] | undefined) =>
      act({ type: 'answer', key, answer }),
    [act],
  );
  const mark = useCallback((key: string, on: boolean) => act({ type: 'mark', key, on }), [act]);

  const { paper, drawn } = session;
  const lost = drawn.length - questions.length;
  const blank = questions.filter(({ key }) => session.answers[key] === undefined);
  return (
    <section className="exam quiz exam-sitting" aria-labelledby="exam-title">
      <header className="exam-head">
        <h2 id="exam-title" tabIndex={-1} ref={title}>
          Paper {paper.seed}
        </h2>
        <p>
          {countOf(questions.length, 'question')}
          {paper.minutes !== null && `, ${countOf(paper.minutes, 'minute')}`}. Each is one point, or
          a share of it for what is partly right. Nothing is marked before you hand in.
        </p>
        {lost > 0 && (
          <p className="exam-note">
            The book has changed: {countOf(lost, 'question')} of this paper{' '}
            {lost === 1 ? 'is' : 'are'} no longer in it.
          </p>
        )}
        {!kept && (
          <p className="exam-note">
            This browser does not keep what you answer, so leave the page open until you hand in.
          </p>
        )}
      </header>
      <ol className="quiz-items">
        {questions.map((question) => (
          <li key={question.key}>
            <ExamQuestion
              question={question}
              answer={session.answers[question.key]}
              marked={session.marked.includes(question.key)}
              onAnswer={answered}
              onMark={mark}
            />
          </li>
        ))}
      </ol>
      <p className="quiz-actions exam-end">
        <button type="button" className="exam-main" onClick={() => dialog.current?.showModal()}>
          Hand in…
        </button>
        {kept && (
          <button type="button" onClick={onLeave}>
            Leave, and go on later
          </button>
        )}
      </p>
      <ExamBar
        questions={questions}
        session={session}
        deadline={deadlineOf(session)}
        allowed={timeAllowed(session)}
        onExtend={() => act({ type: 'extend', minutes: 10 })}
        onTimeUp={() => onHandIn(true)}
        onHandIn={() => dialog.current?.showModal()}
      />
      <HandIn
        ref={dialog}
        blank={blank.map(({ number }) => number)}
        onHandIn={() => onHandIn(false)}
      />
    </section>
  );
}
