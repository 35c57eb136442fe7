import type { ReactElement } from 'react';
import type { NumericVariant } from '../items.ts';
import { toleranceWords } from '../toleranceWords.ts';

interface Props {
  itemId: string;
  variant: NumericVariant;
  /** The id of the sentence that says why the last entry is no number; null when it is one. */
  problemId: string | null;
}

/** A text field, not a number field: the reader may write a fraction or a decimal comma. */
export function NumericField({ itemId, variant, problemId }: Props): ReactElement {
  const hintId = `${itemId}-hint`;
  return (
    <p className="quiz-numeric">
      <label>
        Your answer{' '}
        <input
          type="text"
          name="answer"
          size={10}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problemId === null ? undefined : true}
          aria-describedby={problemId === null ? hintId : `${hintId} ${problemId}`}
        />
        {variant.unit === null ? null : <> {variant.unit}</>}
      </label>{' '}
      <span className="quiz-hint" id={hintId}>
        {toleranceWords(variant)}
      </span>
    </p>
  );
}
