import { useEffect, useMemo, useReducer, useRef, useState, type ReactElement } from 'react';
import { browserProgress } from '#progress/browser.ts';
import { draftOf } from '#progress/draft.ts';
import type { BankIndex } from '#quiz/bank.ts';
import { drawPaper } from '../drawPaper.ts';
import { editionOf } from '../edition.ts';
import { mostSeed, usualPaper, type Paper } from '../paper.ts';
import { decodePaper, encodePaper, type DecodedPaper } from '../paperLink.ts';
import { fetchJson, questionLoader, type Question } from '../questions.ts';
import { deadlineOf, nextSession, sessionText, type Session } from '../session.ts';
import { Setup } from './Setup.tsx';
import type * as stagesModule from './stages.ts';

interface Props {
  index: BankIndex;
  /** Address of the contents, whose chapters have their quizzes. */
  contentsHref: string;
  reviewHref: string;
  bookTitle: string;
}

type Stages = typeof stagesModule;
type Stage =
  | { at: 'setup' }
  | { at: 'sitting' | 'result'; questions: Question[] }
  | { at: 'sheet'; questions: Question[]; answers: boolean; paper: Paper; back: Stage };

const unreadable =
  'The paper that was kept in this browser cannot be read by this version of the page. It is still there, under “wtns:exam:unread”.';

/** What is being fetched, or was in vain, and how to try again. */
export type Loading = 'no' | 'yes' | { again: () => void };

/**
 * The exam. What is kept of it is the session, as a draft on the device until its reader is done;
 * the stage is what the page shows of it.
 */
export function Exam({ index, contentsHref, reviewHref, bookTitle }: Props): ReactElement {
  const allParts = useMemo(() => index.parts.map(({ id }) => id), [index]);
  const [link, setLink] = useState<DecodedPaper>(() => ({
    paper: usualPaper(allParts, 0),
    edition: null,
    notice: null,
  }));
  const [live, setLive] = useState(false);
  const [session, act] = useReducer(nextSession, null);
  const [kept, setKept] = useState(true);
  const [thrown, setThrown] = useState<Session | null>(null);
  const [stage, setStage] = useState<Stage>({ at: 'setup' });
  const [stages, setStages] = useState<Stages | null>(null);
  const [loading, setLoading] = useState<Loading>('no');
  const load = useMemo(() => questionLoader(index, fetchJson), [index]);
  const { paper } = link;

  /** Goes on with what has been fetched; on failure offers to try again. */
  const fetched = <T,>(bring: () => Promise<T>, goOn: (what: T, all: Stages) => void): void => {
    setLoading('yes');
    Promise.all([bring(), import('./stages.ts')]).then(
      ([what, all]) => {
        setLoading('no');
        setStages(all);
        goOn(what, all);
      },
      () => setLoading({ again: () => fetched(bring, goOn) }),
    );
  };

  const handIn = (
    { examEvents, markPaper, readSession }: Stages,
    over: Session,
    questions: Question[],
    now: number,
    byClock: boolean,
  ): void => {
    // It may have been handed in in another tab, whose word of it has yet to come.
    const theirs = readSession(draftOf(window).read());
    if (theirs !== null && theirs.handedIn !== null && theirs.startedAt === over.startedAt) {
      act({ type: 'restore', session: theirs });
      setStage({ at: 'result', questions });
      return;
    }
    const { right, of, questions: marked } = markPaper(questions, over.answers);
    const query = encodePaper(over.paper, allParts, over.edition);
    const progress = browserProgress();
    progress.append(...examEvents(marked, { paper: query, right, of }));
    act({ type: 'hand-in', now, byClock });
    setStage({ at: 'result', questions });
  };

  /** Back to a session from before: to its questions, or to its result if it is over by now. */
  const goOn = (from: Session): void =>
    fetched(
      () => load(from.drawn, from.paper.seed),
      (questions, all) => {
        showInAddress(encodePaper(from.paper, allParts, from.edition));
        const deadline = deadlineOf(from);
        if (from.handedIn !== null) setStage({ at: 'result', questions });
        else if (deadline !== null && Date.now() >= deadline)
          handIn(all, from, questions, deadline, true);
        else setStage({ at: 'sitting', questions });
      },
    );

  // The address and the draft are the browser's: the server's page knows of neither.
  const read = useRef(false);
  useEffect(() => {
    if (read.current) return;
    read.current = true;
    const found = decodePaper(location.search, allParts, freshSeed());
    setLink(found);
    const text = draftOf(window).read();
    if (text === null) {
      setLive(true);
      return;
    }
    fetched(
      () => Promise.resolve(text),
      (kept, { readSession }) => {
        const from = readSession(kept);
        if (from === null) {
          // Of another version, or damaged: kept aside, and said.
          if (draftOf(window).setAside()) setLink({ ...found, notice: unreadable });
          setLive(true);
          return;
        }
        setLive(true);
        act({ type: 'restore', session: from });
        const own = encodePaper(from.paper, allParts, from.edition);
        if (from.handedIn !== null && location.search === `?${own}`) goOn(from);
      },
    );
  });

  const had = useRef(false);
  useEffect(() => {
    if (!live) return;
    if (session !== null) setKept(draftOf(window).write(sessionText(session)));
    else if (had.current) draftOf(window).clear();
    had.current = session !== null;
  }, [live, session]);

  // What another tab makes of the paper holds here too, so that neither overwrites the other.
  const startedAt = session?.startedAt;
  useEffect(() => {
    if (!live) return;
    const toSetup = (): void =>
      setStage((before) => (before.at === 'sitting' ? { at: 'setup' } : before));
    return draftOf(window).watch(() => {
      const text = draftOf(window).read();
      if (text === null) {
        act({ type: 'throw-away' });
        toSetup();
        return;
      }
      void import('./stages.ts').then(({ readSession }) => {
        const theirs = readSession(text);
        if (theirs === null) return;
        act({ type: 'restore', session: theirs });
        if (theirs.handedIn !== null || theirs.startedAt !== startedAt) toSetup();
      });
    });
  }, [live, startedAt]);

  const change = (to: Paper): void => {
    setLink({ paper: to, edition: null, notice: null });
    showInAddress(encodePaper(to, allParts));
  };

  const start = (): void => {
    const drawn = drawPaper(index, paper);
    const edition = editionOf(index, drawn);
    fetched(
      () => load(drawn, paper.seed),
      (questions) => {
        showInAddress(encodePaper(paper, allParts, edition));
        setThrown(null);
        act({ type: 'start', paper, edition, drawn, now: Date.now() });
        setStage({ at: 'sitting', questions });
      },
    );
  };

  const throwAway = (): void => {
    setThrown(session);
    act({ type: 'throw-away' });
  };

  const leave = (): void => {
    setLink({ paper: session?.paper ?? paper, edition: null, notice: null });
    setStage({ at: 'setup' });
  };

  if (stages !== null && stage.at === 'sitting' && session !== null)
    return (
      <stages.Sitting
        questions={stage.questions}
        session={session}
        act={act}
        kept={kept}
        onHandIn={(byClock) => handIn(stages, session, stage.questions, Date.now(), byClock)}
        onLeave={leave}
      />
    );
  if (stages !== null && stage.at === 'result' && session !== null)
    return (
      <stages.Result
        index={index}
        questions={stage.questions}
        session={session}
        reviewHref={reviewHref}
        onPrint={() =>
          setStage({
            at: 'sheet',
            questions: stage.questions,
            answers: true,
            paper: session.paper,
            back: stage,
          })
        }
        onDone={() => {
          act({ type: 'throw-away' });
          change({ ...session.paper, seed: freshSeed() });
          setStage({ at: 'setup' });
        }}
      />
    );
  if (stages !== null && stage.at === 'sheet')
    return (
      <stages.Sheet
        index={index}
        bookTitle={bookTitle}
        paper={stage.paper}
        href={absolute(encodePaper(stage.paper, allParts))}
        questions={stage.questions}
        answers={stage.answers}
        onAnswers={(answers) => setStage({ ...stage, answers })}
        onBack={() => setStage(stage.back)}
      />
    );
  return (
    <Setup
      index={index}
      live={live}
      contentsHref={contentsHref}
      link={link}
      loading={loading}
      waiting={session}
      thrown={thrown}
      onChange={change}
      onAnother={() => change({ ...paper, seed: freshSeed() })}
      linkTo={(query) => absolute(query)}
      onStart={start}
      onGoOn={() => session !== null && goOn(session)}
      onThrowAway={throwAway}
      onUndo={() => {
        if (thrown !== null) act({ type: 'restore', session: thrown });
        setThrown(null);
      }}
      onPrint={(answers) =>
        fetched(
          () => load(drawPaper(index, paper), paper.seed),
          (questions) =>
            setStage({ at: 'sheet', questions, answers, paper, back: { at: 'setup' } }),
        )
      }
    />
  );
}

function freshSeed(): number {
  return Math.floor(Math.random() * (mostSeed + 1));
}

function showInAddress(query: string): void {
  history.replaceState(history.state, '', `?${query}`);
}

function absolute(query: string): string {
  return `${location.origin}${location.pathname}?${query}`;
}
