import { useRef, type MouseEvent, type ReactElement } from 'react';
import type { Question } from '../questions.ts';
import type { Session } from '../session.ts';
import { questionId } from './questionId.ts';
import { TimeLeft } from './TimeLeft.tsx';

interface Props {
  questions: readonly Question[];
  session: Session;
  deadline: number | null;
  allowed: number | null;
  onExtend(): void;
  onTimeUp(): void;
  onHandIn(): void;
}

/** What is always in sight: how far, how long, and the way out. */
export function ExamBar(props: Props): ReactElement {
  const { questions, session, deadline, allowed } = props;
  const overview = useRef<HTMLDetailsElement>(null);
  const answered = questions.filter(({ key }) => session.answers[key] !== undefined).length;

  const go = (event: MouseEvent<HTMLAnchorElement>, number: number): void => {
    event.preventDefault();
    if (overview.current !== null) overview.current.open = false;
    const id = questionId(number);
    document.getElementById(id)?.scrollIntoView();
    document.getElementById(`${id}-number`)?.focus({ preventScroll: true });
  };

  return (
    <div className="exam-bar" role="region" aria-label="The paper">
      <details ref={overview} className="exam-overview">
        <summary>
          <span className="exam-count">
            {answered} of {questions.length}
          </span>{' '}
          <span className="exam-wide">answered</span>
        </summary>
        <nav aria-label="Questions" className="exam-map">
          <ol>
            {questions.map(({ key, number }) => {
              const done = session.answers[key] !== undefined;
              const again = session.marked.includes(key);
              return (
                <li key={key}>
                  <a
                    href={`#${questionId(number)}`}
                    data-done={done}
                    data-again={again}
                    onClick={(event) => go(event, number)}
                  >
                    {number}
                    <span className="visually-hidden">
                      {done ? ', answered' : ', not answered'}
                      {again && ', to look at again'}
                    </span>
                  </a>
                </li>
              );
            })}
          </ol>
          <p className="exam-legend" aria-hidden="true">
            <span data-done="true" /> answered <span data-done="false" /> not yet{' '}
            <span data-done="false" data-again="true" /> look again
          </p>
        </nav>
      </details>
      {deadline !== null && allowed !== null && (
        <TimeLeft
          deadline={deadline}
          allowed={allowed}
          onExtend={props.onExtend}
          onTimeUp={props.onTimeUp}
        />
      )}
      <button type="button" className="exam-main" onClick={props.onHandIn}>
        Hand in…
      </button>
    </div>
  );
}
