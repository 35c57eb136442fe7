import {
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useSyncExternalStore,
  type ReactElement,
} from 'react';
import { browserProgress } from '#progress/browser.ts';
import { useProgress } from '#progress/view/useProgress.ts';
import type { Grade } from './grade.ts';
import type { QuizItem } from './items.ts';
import { itemSession, nextSession, startSession, tally } from './session.ts';
import { QuizItemForm } from './view/QuizItemForm.tsx';
import { QuizResult } from './view/QuizResult.tsx';
import { variantLoader } from './view/variantLoader.ts';

interface Props {
  /** The chapter's id, under which results are kept. */
  chapter: string;
  items: QuizItem[];
  /** Address of the JSON that `renderVariants` made; without it numbers cannot be drawn anew. */
  variantsHref?: string;
  /** Address of the page where the reader sees and exports all results. */
  progressHref: string;
}

const never = () => () => undefined;

/**
 * A chapter's quiz. What the server renders is complete: questions with folded answers. In the
 * browser answers are withheld until asked for, graded, met one by one, and recorded.
 */
export default function Quiz({ chapter, items, variantsHref, progressHref }: Props): ReactElement {
  const live = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const progress = useProgress();
  const [session, act] = useReducer(nextSession, items, startSession);
  const list = useRef<HTMLOListElement>(null);
  const loadVariant = useMemo(
    () =>
      variantsHref === undefined ? null : variantLoader(variantsHref, (address) => fetch(address)),
    [variantsHref],
  );
  const result = tally(session);

  // A round is recorded once, when its last item is first answered.
  const { finished, rightAtFirst: right, of } = result;
  const recordedRound = useRef(0);
  useEffect(() => {
    if (!finished || recordedRound.current === session.round) return;
    recordedRound.current = session.round;
    browserProgress().append({ type: 'quiz-finished', chapter, right, of });
  }, [finished, right, of, chapter, session.round]);

  const graded = (item: QuizItem, grade: Grade, seed: number | null): void => {
    act({ type: 'graded', item: item.id, grade });
    if (!grade.graded) return;
    const { correct, score } = grade;
    browserProgress().append({
      type: 'quiz-answer',
      chapter,
      item: item.id,
      correct,
      score,
      ...(seed === null ? {} : { seed }),
    });
  };

  const startOver = (): void => {
    act({ type: 'start-over' });
    list.current?.querySelector<HTMLElement>('.quiz-number')?.focus();
  };

  const numbered = items.map((item, index) => ({ item, number: index + 1 }));
  return (
    <section className="quiz" aria-label="Quiz" data-live={live}>
      <ol className="quiz-items" ref={list}>
        {numbered.map(({ item, number }) => (
          <li key={item.id}>
            <QuizItemForm
              item={item}
              number={number}
              session={itemSession(session, item.id)}
              live={live}
              newNumbers={
                loadVariant !== null && item.kind === 'numeric' && item.generated
                  ? (shown) => loadVariant(item.id, shown)
                  : null
              }
              onGraded={(grade, seed) => graded(item, grade, seed)}
              onChange={() => act({ type: 'changed', item: item.id })}
              onVariant={(variant) => act({ type: 'new-numbers', item: item.id, variant })}
            />
          </li>
        ))}
      </ol>
      {live && (
        <QuizResult
          tally={result}
          best={progress?.state.get(chapter)?.best ?? null}
          wrong={numbered
            .filter(({ item }) => !itemSession(session, item.id).now)
            .map(({ item, number }) => ({ number, id: item.id }))}
          notice={progress?.notice ?? null}
          progressHref={progressHref}
          onStartOver={startOver}
        />
      )}
    </section>
  );
}
