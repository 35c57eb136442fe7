import type {
  ChapterRead,
  ChapterStarted,
  ProgressEvent,
  QuizAnswer,
  QuizFinished,
} from './log.ts';

export interface ItemProgress {
  /** When it was last answered. */
  t: number;
  correct: boolean;
  score: number;
}

export interface QuizResult {
  t: number;
  right: number;
  of: number;
}

export interface ChapterProgress {
  /** When it was first opened for a while, or a question of it answered. */
  started: number;
  /** When its end was first reached; null before. */
  read: number | null;
  /** The finished round with the largest share of right first answers; the later of equals. */
  best: QuizResult | null;
  items: ReadonlyMap<string, ItemProgress>;
}

/** What the reader has done, by chapter id. */
export type ProgressState = ReadonlyMap<string, ChapterProgress>;

/** The state after these events, which are in order of time. */
export function reduceEvents(events: readonly ProgressEvent[]): ProgressState {
  const chapters = new Map<string, ChapterProgress & { items: Map<string, ItemProgress> }>();
  for (const event of events) {
    if (!isOfReading(event)) continue;
    let chapter = chapters.get(event.chapter);
    if (chapter === undefined) {
      chapter = { started: event.t, read: null, best: null, items: new Map() };
      chapters.set(event.chapter, chapter);
    }
    switch (event.type) {
      case 'chapter-started':
        break;
      case 'chapter-read':
        chapter.read ??= event.t;
        break;
      case 'quiz-answer':
        chapter.items.set(event.item, { t: event.t, correct: event.correct, score: event.score });
        break;
      case 'quiz-finished':
        if (chapter.best === null || event.right / event.of >= chapter.best.right / chapter.best.of)
          chapter.best = { t: event.t, right: event.right, of: event.of };
    }
  }
  return chapters;
}

type OfReading = ProgressEvent & (ChapterStarted | ChapterRead | QuizAnswer | QuizFinished);

/** Review has a state of its own, and to have chosen a chapter for it is not to have begun to read. */
function isOfReading(event: ProgressEvent): event is OfReading {
  return event.type.startsWith('chapter-') || event.type.startsWith('quiz-');
}
