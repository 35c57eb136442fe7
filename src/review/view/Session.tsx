import {
  Suspense,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { browserProgress } from '#progress/browser.ts';
import { cardItem, type ReviewGrade } from '#progress/log.ts';
import type { BankIndex } from '#quiz/bank.ts';
import { gradeItem, undoGrade } from '../gradeItem.ts';
import { queueOf, type Recallable } from '../queue.ts';
import { itemKey } from '../reviewState.ts';
import { GradeButtons, gradeNames } from './GradeButtons.tsx';
import { Item } from './Item.tsx';
import { nothingLeft } from './nothingLeft.ts';
import type { Review } from './useReview.ts';

interface Props {
  index: BankIndex;
  review: Review;
  /** New items beyond the daily ones. */
  extra: number;
  onStop(): void;
}

/** What Space and Enter already mean something to. */
const pressable = 'button, a, input, summary';
const difficulties = ['', 'easy', 'medium', 'hard'];

/** One item after the other, until the day's work is done. Its keys hold while the focus is in it. */
export default function Session({ index, review, extra, onStop }: Props): ReactElement {
  const { state, today } = review;
  const queue = queueOf(index, state, today, extra);
  /** The item being asked: it stays when the log changes in another tab. */
  const [asked, setAsked] = useState<string | null>(null);
  /** Grows with every question, so that the same item can be asked twice running. */
  const [turn, setTurn] = useState(0);
  const [shown, setShown] = useState(false);
  const [suggested, setSuggested] = useState<ReviewGrade>(3);
  const [leftOut, setLeftOut] = useState<Recallable | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const current = [...queue.due, ...queue.fresh].find(({ key }) => key === asked) ?? queue.next;
  if (current !== null && current.key !== asked) setAsked(current.key);
  const doneToday = state.grades.filter(({ day }) => day === today).length;
  const last = state.grades.findLast(({ day }) => day === today) ?? null;

  // Also when the item was graded in another tab: what had the focus is gone, and with it the keys.
  const currentKey = current?.key;
  useEffect(() => heading.current?.focus(), [turn, currentKey]);

  const ask = (key: string | null): void => {
    setAsked(key);
    setTurn((before) => before + 1);
    setShown(false);
    setSuggested(3);
  };

  const grade = (value: ReviewGrade): void => {
    if (current === null || !shown) return;
    const { chapter, item } = current;
    setLeftOut(null);
    gradeItem(browserProgress(), { chapter: chapter.id, item }, value, Date.now());
    ask(null);
  };

  const undo = (): void => {
    if (last === null) return;
    undoGrade(browserProgress(), last);
    ask(itemKey(last.chapter, last.item));
  };

  const choose = (thing: Recallable, chosen: boolean): void => {
    const { chapter, item } = thing;
    browserProgress().append({ type: 'review-chosen', chapter: chapter.id, item, chosen });
    setLeftOut(chosen ? null : thing);
    ask(chosen ? thing.key : null);
  };

  const answered = (correct: boolean, score: number, seed: number | null): void => {
    if (current === null) return;
    browserProgress().append({
      type: 'quiz-answer',
      chapter: current.chapter.id,
      item: current.item,
      correct,
      score,
      ...(seed === null ? {} : { seed }),
    });
    setSuggested(correct ? 3 : 1);
    setShown(true);
  };

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.matches('select, textarea, input:not([type=radio], [type=checkbox])')) return;
    const turns = event.key === ' ' || event.key === 'Enter';
    const value = gradeOf(event.key);
    // A key that is held down must not turn a card and then grade it, or take back a whole day.
    if (event.repeat && (turns || event.key === 'u')) event.preventDefault();
    if (event.repeat) return;
    if (value !== null && shown) grade(value);
    else if (event.key === 'u') undo();
    else if (turns && !shown && !target.closest(pressable)) setShown(true);
    else return;
    event.preventDefault();
  };

  return (
    // A press anywhere in it brings the focus here, and so the keys.
    <section className="session quiz" aria-label="Review" tabIndex={-1} onKeyDown={press}>
      <div className="session-head">
        <p className="session-counts">
          {queue.due.length} due, {queue.fresh.length} new
        </p>
        <button type="button" disabled={last === null} aria-keyshortcuts="u" onClick={undo}>
          Undo{last === null ? '' : ` “${gradeNames[last.grade]}”`}
        </button>
        <button type="button" onClick={onStop}>
          Stop
        </button>
      </div>
      {review.notice !== null && (
        <p className="quiz-problem" role="alert">
          {review.notice}
        </p>
      )}
      {current === null ? (
        <>
          <h2 className="recall-head" ref={heading} tabIndex={-1}>
            Done for today
          </h2>
          <p>
            {doneToday} {doneToday === 1 ? 'item' : 'items'} graded. {nothingLeft(index, review)}
          </p>
          <p className="quiz-actions">
            <button type="button" className="quiz-check" onClick={onStop}>
              To the overview
            </button>
          </p>
        </>
      ) : (
        <div key={`${turn}-${current.key}`} data-item={current.key}>
          <h2 className="recall-head" ref={heading} tabIndex={-1}>
            {/* The title of a chapter often tells the answer: “The kernel’s gradient is a correlation”. */}
            <span>{shown ? current.chapter.title : partOf(current, index)}</span>{' '}
            <small>{kindOf(current)}</small>
          </h2>
          <Suspense
            fallback={
              <p className="session-wait" role="status">
                Fetching the question. Without a connection it is tried again as soon as you touch
                the page.
              </p>
            }
          >
            <Item
              thing={current}
              times={state.memories.get(current.key)?.card.reps ?? 0}
              shown={shown}
              onAnswer={answered}
            />
            {shown ? (
              <GradeButtons
                itemKey={current.key}
                memory={state.memories.get(current.key) ?? null}
                today={today}
                retention={state.settings.retention}
                suggested={suggested}
                onGrade={grade}
              />
            ) : (
              <p className="quiz-actions">
                <button
                  type="button"
                  className="session-show"
                  aria-keyshortcuts="Space"
                  onClick={() => setShown(true)}
                >
                  Show the answer <kbd aria-hidden="true">space</kbd>
                </button>
                <button type="button" onClick={() => choose(current, false)}>
                  Leave this out
                </button>
              </p>
            )}
          </Suspense>
        </div>
      )}
      <p role="status" className="session-status">
        {leftOut !== null && (
          <>
            One {leftOut.item === cardItem ? 'card' : 'question'} of “{leftOut.chapter.title}” is
            left out of review.{' '}
            <button type="button" onClick={() => choose(leftOut, true)}>
              Put it back
            </button>
          </>
        )}
      </p>
    </section>
  );
}

function partOf({ chapter }: Recallable, { parts }: BankIndex): string {
  return parts.find(({ id }) => id === chapter.part)?.title ?? '';
}

function kindOf({ chapter, item }: Recallable): string {
  if (item === cardItem) return 'Card';
  const entry = chapter.items.find(({ id }) => id === item);
  return `Question, ${difficulties[entry?.difficulty ?? 1] ?? ''}`;
}

function gradeOf(key: string): ReviewGrade | null {
  return key === '1' ? 1 : key === '2' ? 2 : key === '3' ? 3 : key === '4' ? 4 : null;
}
