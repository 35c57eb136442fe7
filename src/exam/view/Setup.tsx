import { useEffect, useRef, type ReactElement, type SubmitEvent } from 'react';
import type { BankIndex } from '#quiz/bank.ts';
import { CopyLink } from '#ui/CopyLink.tsx';
import { askable, countAskable, drawPaper } from '../drawPaper.ts';
import { changedSince, editionOf } from '../edition.ts';
import { difficulties, mostQuestions, mostSeed, type Difficulty, type Paper } from '../paper.ts';
import { encodePaper, type DecodedPaper } from '../paperLink.ts';
import type { Session } from '../session.ts';
import { countOf } from './countOf.ts';
import { EarlierExams } from './EarlierExams.tsx';
import type { Loading } from './Exam.tsx';
import { Waiting } from './Waiting.tsx';
import { WholeField } from './WholeField.tsx';

interface Props {
  index: BankIndex;
  /** False on the server. */
  live: boolean;
  /** Address of the contents. */
  contentsHref: string;
  link: DecodedPaper;
  loading: Loading;
  /** A paper that was begun, or whose result is still there. */
  waiting: Session | null;
  thrown: Session | null;
  onChange(paper: Paper): void;
  onAnother(): void;
  linkTo(query: string): string;
  onStart(): void;
  onGoOn(): void;
  onThrowAway(): void;
  onUndo(): void;
  onPrint(answers: boolean): void;
}

const limits = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180];

/** What paper it should be. */
export function Setup(props: Props): ReactElement {
  const { index, live, link, loading, waiting, thrown, onChange } = props;
  const { paper, edition, notice } = link;
  const allParts = index.parts.map(({ id }) => id);
  const there = countAskable(index, paper);
  const drawn = drawPaper(index, paper);
  const now = editionOf(index, drawn);
  const changed = edition === null ? 0 : changedSince(edition, now);
  const unfinished = waiting !== null && waiting.handedIn === null;
  const busy = loading === 'yes';

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!busy && !unfinished && drawn.length > 0) props.onStart();
  };

  return (
    <div className="exam quiz exam-setup">
      <p className="exam-note exam-no-script">
        A paper is put together in your browser, which needs JavaScript for it. Without, each of{' '}
        <a href={props.contentsHref}>the chapters</a> ends with a quiz whose answers are folded.
      </p>
      {waiting !== null && (
        <Waiting
          session={waiting}
          busy={busy}
          onGoOn={props.onGoOn}
          onThrowAway={props.onThrowAway}
        />
      )}
      <div role="status">
        {thrown !== null && waiting === null && <Thrown onUndo={props.onUndo} />}
        {notice !== null && <p className="exam-note">{notice}</p>}
        {changed > 0 && (
          <p className="exam-note">
            The book has changed since this link was made:{' '}
            {changed === 1
              ? 'one of the paper’s questions is not the same.'
              : `${String(changed)} of the paper’s ${String(drawn.length)} questions may differ.`}
          </p>
        )}
      </div>
      <form className="exam-form" method="dialog" onSubmit={submit} aria-label="A new paper">
        <fieldset disabled={!live} className="exam-live">
          <fieldset className="exam-field">
            <legend>Parts</legend>
            <ul className="exam-parts">
              {index.parts.map(({ id, title }) => {
                const count = countAskable(index, { ...paper, parts: [id] });
                return (
                  <li key={id}>
                    <label>
                      <input
                        type="checkbox"
                        checked={count > 0 && paper.parts.includes(id)}
                        disabled={count === 0}
                        onChange={({ target }) =>
                          onChange({
                            ...paper,
                            parts: allParts.filter((part) =>
                              part === id ? target.checked : paper.parts.includes(part),
                            ),
                          })
                        }
                      />
                      <span>{title}</span>
                    </label>
                    <small>{count === 0 ? 'none' : countOf(count, 'question')}</small>
                  </li>
                );
              })}
            </ul>
            <p className="exam-parts-all">
              <button
                type="button"
                disabled={paper.parts.length === allParts.length}
                onClick={() => onChange({ ...paper, parts: allParts })}
              >
                All
              </button>{' '}
              <button
                type="button"
                disabled={paper.parts.length === 0}
                onClick={() => onChange({ ...paper, parts: [] })}
              >
                None
              </button>
            </p>
          </fieldset>
          <fieldset className="exam-field">
            <legend>Difficulty</legend>
            <div className="exam-boxes">
              {difficulties.map(({ value, name }) => (
                <label key={value}>
                  <input
                    type="checkbox"
                    checked={paper.difficulties.includes(value)}
                    onChange={({ target }) =>
                      onChange({ ...paper, difficulties: toggled(paper, value, target.checked) })
                    }
                  />
                  <span>{name}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <div className="exam-numbers">
            <WholeField
              label="Questions"
              value={paper.count}
              least={1}
              most={mostQuestions}
              onChange={(count) => onChange({ ...paper, count })}
            />
            <label className="exam-number">
              <span>Time limit</span>
              <select
                value={paper.minutes ?? ''}
                onChange={({ target }) =>
                  onChange({ ...paper, minutes: target.value === '' ? null : Number(target.value) })
                }
              >
                <option value="">none</option>
                {[...new Set([...limits, paper.minutes ?? 5])]
                  .sort((a, b) => a - b)
                  .map((minutes) => (
                    <option key={minutes} value={minutes}>
                      {countOf(minutes, 'minute')}
                    </option>
                  ))}
              </select>
            </label>
            <span className="exam-seed">
              <WholeField
                label="Paper number"
                value={paper.seed}
                least={0}
                most={mostSeed}
                onChange={(seed) => onChange({ ...paper, seed })}
              />
              <button type="button" onClick={props.onAnother}>
                Another paper
              </button>
            </span>
          </div>
          <p className="exam-sum" role="status">
            {there === 0 ? (
              'No question fits: choose a part and a difficulty.'
            ) : (
              <>
                <strong>{countOf(drawn.length, 'question')}</strong>{' '}
                {drawn.length < paper.count
                  ? there === 1
                    ? 'is all there is: the paper has this one.'
                    : `are all there are of this kind, so the paper has ${String(drawn.length)}, not ${String(paper.count)}.`
                  : `of ${String(there)} from ${countOf(askable(index, paper).length, 'chapter')}.`}
              </>
            )}
          </p>
          <div className="quiz-actions">
            <button
              type="submit"
              className="exam-main"
              disabled={drawn.length === 0 || unfinished}
              aria-busy={busy}
            >
              Start
            </button>
            <CopyLink
              href={() => props.linkTo(encodePaper(paper, allParts, now))}
              copied="Copied: whoever opens the link has this paper."
              shown="Link to this paper"
            />
            <span className="exam-print-actions">
              <button
                type="button"
                disabled={drawn.length === 0}
                onClick={() => props.onPrint(false)}
              >
                Print the paper
              </button>
              <button
                type="button"
                disabled={drawn.length === 0}
                onClick={() => props.onPrint(true)}
              >
                Print with answers
              </button>
            </span>
          </div>
          {unfinished && (
            <p className="quiz-hint">
              Go on with the paper above, or throw it away, to start another.
            </p>
          )}
        </fieldset>
        <div role="status" className="exam-loading">
          {busy && 'Fetching the questions…'}
          {typeof loading === 'object' && (
            <p className="quiz-problem">
              The questions could not be fetched. Check your connection.{' '}
              <button type="button" onClick={loading.again}>
                Try again
              </button>
            </p>
          )}
        </div>
      </form>
      {live && <EarlierExams allParts={allParts} index={index} linkTo={props.linkTo} />}
    </div>
  );
}

function toggled({ difficulties: before }: Paper, value: Difficulty, on: boolean): Difficulty[] {
  return difficulties
    .map((entry) => entry.value)
    .filter((entry) => (entry === value ? on : before.includes(entry)));
}

function Thrown({ onUndo }: { onUndo(): void }): ReactElement {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus(), []);
  return (
    <p className="exam-note">
      The paper is thrown away.{' '}
      <button type="button" ref={undo} onClick={onUndo}>
        Undo
      </button>
    </p>
  );
}
