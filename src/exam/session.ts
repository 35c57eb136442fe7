import type { Answer } from '#quiz/grade.ts';
import type { Drawn } from './drawPaper.ts';
import type { Paper } from './paper.ts';

/** A paper that is or was being sat: all that has to be kept of it. Times are in milliseconds. */
export interface Session {
  paper: Paper;
  edition: string;
  drawn: Drawn[];
  startedAt: number;
  /** What the reader added to the time limit. */
  extraMinutes: number;
  /** By key of the question; none for those left blank. */
  answers: Readonly<Record<string, Answer>>;
  /** Keys of the questions to look at again. */
  marked: readonly string[];
  handedIn: { at: number; byClock: boolean } | null;
}

export type SessionAction =
  | { type: 'start'; paper: Paper; edition: string; drawn: Drawn[]; now: number }
  | { type: 'restore'; session: Session }
  | { type: 'answer'; key: string; answer: Answer | undefined }
  | { type: 'mark'; key: string; on: boolean }
  | { type: 'extend'; minutes: number }
  | { type: 'hand-in'; now: number; byClock: boolean }
  | { type: 'throw-away' };

/** The session after an action. What comes after handing in changes nothing any more. */
export function nextSession(session: Session | null, action: SessionAction): Session | null {
  switch (action.type) {
    case 'start': {
      const { paper, edition, drawn, now } = action;
      return {
        paper,
        edition,
        drawn,
        startedAt: now,
        extraMinutes: 0,
        answers: {},
        marked: [],
        handedIn: null,
      };
    }
    case 'restore':
      return action.session;
    case 'throw-away':
      return null;
  }
  if (session === null || session.handedIn !== null) return session;
  switch (action.type) {
    case 'answer': {
      const others = Object.entries(session.answers).filter(([key]) => key !== action.key);
      const given = action.answer === undefined ? [] : [[action.key, action.answer] as const];
      return { ...session, answers: Object.fromEntries([...others, ...given]) };
    }
    case 'mark': {
      const others = session.marked.filter((key) => key !== action.key);
      return { ...session, marked: action.on ? [...others, action.key] : others };
    }
    case 'extend':
      return { ...session, extraMinutes: session.extraMinutes + action.minutes };
    case 'hand-in': {
      const { now, byClock } = action;
      return { ...session, handedIn: { at: Math.max(now, session.startedAt), byClock } };
    }
  }
}

/** How long there is in all, in milliseconds; null without a limit. */
export function timeAllowed({ paper, extraMinutes }: Session): number | null {
  return paper.minutes === null ? null : (paper.minutes + extraMinutes) * 60_000;
}

/** When the paper is handed in by itself; null without a limit. */
export function deadlineOf(session: Session): number | null {
  const allowed = timeAllowed(session);
  return allowed === null ? null : session.startedAt + allowed;
}

/** A session as it is kept; `readSession` reads it. */
export function sessionText(session: Session): string {
  return JSON.stringify({ v: 1, ...session });
}
