import { useEffect, useRef, useState, type ReactElement, type SubmitEvent } from 'react';
import { grade, type Grade, type Marks } from '../grade.ts';
import type { NumericVariant, QuizItem } from '../items.ts';
import { readAnswer } from '../readAnswer.ts';
import type { ItemSession } from '../session.ts';
import { Html } from './Html.tsx';
import { ItemFields } from './ItemFields.tsx';
import { Solution } from './Solution.tsx';
import { Verdict } from './Verdict.tsx';

interface Props {
  item: QuizItem;
  number: number;
  session: ItemSession;
  /** False on the server and without JavaScript: then the answer is folded, not withheld. */
  live: boolean;
  /** Brings other numbers than these; null where an item's numbers are fixed. */
  newNumbers: ((shown: number | null) => Promise<NumericVariant>) | null;
  onGraded(grade: Grade, seed: number | null): void;
  onChange(): void;
  onVariant(variant: NumericVariant): void;
}

const difficulties = ['', 'easy', 'medium', 'hard'];
const unmarked: Marks = {};

/** One question with its form, its verdict and its answer. */
export function QuizItemForm({
  item,
  number,
  session,
  live,
  newNumbers,
  onGraded,
  onChange,
  onVariant,
}: Props): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const variant = item.kind === 'numeric' ? (session.variant ?? item.variant) : null;
  const answered = session.grade?.graded === true;
  const correct = session.grade?.graded === true && session.grade.correct;
  const marks = session.grade?.graded === true ? session.grade.marks : unmarked;
  const [promptId, verdictId] = [`${item.id}-prompt`, `${item.id}-verdict`];

  const drawn = useRef(session.variant);
  useEffect(() => {
    if (drawn.current === session.variant) return;
    drawn.current = session.variant;
    form.current?.querySelector<HTMLInputElement>('[name=answer]')?.focus();
  }, [session.variant]);

  const changed = (): void => {
    if (session.grade !== null) onChange();
  };

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const asked = item.kind === 'numeric' && variant !== null ? { ...item, variant } : item;
    const answer = readAnswer(asked, new FormData(event.currentTarget));
    onGraded(grade(asked, answer), variant?.seed ?? null);
  };

  return (
    // Outside of a dialog this method does nothing, so without JavaScript Enter sends nothing.
    <form
      ref={form}
      id={item.id}
      className="quiz-item"
      method="dialog"
      data-answered={answered ? (correct ? 'right' : 'wrong') : undefined}
      onSubmit={submit}
      onChange={changed}
    >
      <fieldset aria-labelledby={`${item.id}-number ${promptId}`}>
        <p className="quiz-number" id={`${item.id}-number`} tabIndex={-1}>
          Question {number} <span className="quiz-difficulty">{difficulties[item.difficulty]}</span>
        </p>
        <div className="quiz-prompt" id={promptId}>
          {item.promptHtml !== '' && <Html html={item.promptHtml} />}
          {variant !== null && <Html html={variant.promptHtml} />}
        </div>
        <ItemFields
          key={session.fresh}
          item={item}
          variant={variant}
          marks={marks}
          live={live}
          problemId={session.grade?.graded === false ? verdictId : null}
          onChange={changed}
        />
      </fieldset>
      {live && (
        <div className="quiz-actions">
          <button type="submit" className="quiz-check">
            {answered && !correct ? 'Check again' : 'Check'}
          </button>
          {newNumbers !== null && variant !== null && (
            <NewNumbers shown={variant.seed} load={newNumbers} onVariant={onVariant} />
          )}
        </div>
      )}
      <Verdict id={verdictId} grade={session.grade} />
      {(!live || answered) && (
        <Solution
          key={`${String(session.fresh)}-${String(correct)}`}
          item={item}
          variant={variant}
          open={live && correct}
        />
      )}
    </form>
  );
}

interface NewNumbersProps {
  shown: number | null;
  load(shown: number | null): Promise<NumericVariant>;
  onVariant(variant: NumericVariant): void;
}

function NewNumbers({ shown, load, onVariant }: NewNumbersProps): ReactElement {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const draw = (): void => {
    setState('loading');
    load(shown).then(
      (variant) => {
        setState('idle');
        onVariant(variant);
      },
      () => setState('failed'),
    );
  };
  return (
    <>
      <button type="button" onClick={draw} aria-busy={state === 'loading'}>
        New numbers
      </button>
      <span role="status" className="quiz-problem">
        {state === 'failed' &&
          'The new numbers could not be loaded. Check your connection and try again.'}
      </span>
    </>
  );
}
