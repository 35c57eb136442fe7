import type { ReactElement } from 'react';
import { deadlineOf, type Session } from '../session.ts';
import { minutesInWords } from '../timeWords.ts';

interface Props {
  session: Session;
  busy: boolean;
  onGoOn(): void;
  onThrowAway(): void;
}

/** A paper from before, and what can be done with it. */
export function Waiting({ session, busy, onGoOn, onThrowAway }: Props): ReactElement {
  const { paper, drawn, answers, handedIn } = session;
  const deadline = deadlineOf(session);
  const left = deadline === null ? null : deadline - Date.now();
  const over = handedIn !== null || (left !== null && left <= 0);
  const answered = `${String(Object.keys(answers).length)} of ${String(drawn.length)} answered`;
  return (
    <section className="exam-waiting" aria-labelledby="exam-waiting-title">
      <h2 id="exam-waiting-title">
        {handedIn === null ? 'You have an unfinished paper' : 'Your last paper'}
      </h2>
      <p>
        Paper {paper.seed}: {answered}
        {handedIn !== null
          ? ', handed in.'
          : left === null
            ? '.'
            : over
              ? '. Its time ran out while this page was closed; what was answered is marked.'
              : `, ${minutesInWords(left)} left. Its clock goes on.`}
      </p>
      <p className="quiz-actions">
        <button type="button" className="exam-main" onClick={onGoOn} aria-busy={busy}>
          {over ? 'See the result' : 'Go on with your paper'}
        </button>
        <button type="button" onClick={onThrowAway}>
          Throw it away
        </button>
      </p>
    </section>
  );
}
