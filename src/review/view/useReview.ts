import { useEffect, useMemo, useState } from 'react';
import { useProgress } from '#progress/view/useProgress.ts';
import { nextTurn, readerDay } from '../day.ts';
import { growingReviewState, type ReviewState } from '../reviewState.ts';
import { settingsOf } from '../settings.ts';

export interface Review {
  state: ReviewState;
  /** The reader's day. */
  today: number;
  /** What the reader should know about where the log is; null when all is well. */
  notice: string | null;
}

const stateNow = growingReviewState();

/** The reader's review as of today, kept up to date; null on the server. */
export function useReview(): Review | null {
  const progress = useProgress();
  const events = progress?.events;
  const turn = useMemo(() => settingsOf(events ?? []).dayTurnsAt, [events]);
  const today = useToday(turn);
  return useMemo(
    () =>
      progress === null
        ? null
        : { state: stateNow(progress.events, today), today, notice: progress.notice },
    [progress, today],
  );
}

/** The reader's day by the clock of the browser; changes when it turns, also while the page sleeps. */
function useToday(dayTurnsAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const look = (): void => setNow(Date.now());
    // A second more than needed, and never more than a timer can hold.
    const wait = Math.min(nextTurn(Date.now(), dayTurnsAt) - Date.now() + 1000, 2 ** 31 - 1);
    const timer = setTimeout(look, wait);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [now, dayTurnsAt]);
  return readerDay(now, dayTurnsAt);
}
