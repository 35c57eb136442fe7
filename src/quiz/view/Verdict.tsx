import type { ReactElement } from 'react';
import type { Grade } from '../grade.ts';
import { RemarkView } from './RemarkView.tsx';

interface Props {
  id: string;
  grade: Grade | null;
  /** Where there is nothing to read out, for it does not change. */
  quiet?: boolean;
}

/** What the last answer was worth. Always in the page, so that its changes are read out. */
export function Verdict({ id, grade, quiet = false }: Props): ReactElement {
  return (
    <div className="quiz-verdict" role={quiet ? undefined : 'status'} id={id}>
      {grade === null ? null : grade.graded ? (
        <>
          <p className="quiz-verdict-word" data-right={grade.correct}>
            <span aria-hidden="true">{grade.correct ? '✓' : '✗'} </span>
            {wordFor(grade.correct, grade.score)}
          </p>
          {grade.feedback.map((remark, index) => (
            <RemarkView key={index} remark={remark} />
          ))}
        </>
      ) : (
        <p className="quiz-problem">{grade.message}</p>
      )}
    </div>
  );
}

function wordFor(correct: boolean, score: number): string {
  if (correct) return 'Right.';
  return score > 0 ? 'Partly right.' : 'Not right.';
}
