import type { ReactElement, RefObject } from 'react';
import { countOf } from './countOf.ts';

interface Props {
  ref: RefObject<HTMLDialogElement | null>;
  /** Numbers of the questions that have no answer. */
  blank: readonly number[];
  onHandIn(): void;
}

/** Asks once more. */
export function HandIn({ ref, blank, onHandIn }: Props): ReactElement {
  return (
    <dialog
      ref={ref}
      className="exam-dialog"
      aria-labelledby="exam-dialog-title"
      onClose={({ currentTarget }) => {
        if (currentTarget.returnValue === 'hand-in') onHandIn();
      }}
    >
      <h2 id="exam-dialog-title">Hand in?</h2>
      <p>
        {blank.length === 0
          ? 'Every question is answered.'
          : `${countOf(blank.length, 'question')} ${blank.length === 1 ? 'has' : 'have'} no answer: ${listed(blank)}.`}{' '}
        Afterwards nothing can be changed.
      </p>
      <form method="dialog" className="quiz-actions">
        <button type="submit" value="">
          Go on answering
        </button>
        <button type="submit" value="hand-in" className="exam-main">
          Hand in
        </button>
      </form>
    </dialog>
  );
}

/** The first of them; a list of eighty numbers tells nobody anything. */
function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 12).join(', ');
  return numbers.length > 12 ? `${shown} and more` : shown;
}
