const dayMs = 86_400_000;

/**
 * The reader's day at time `t` (ms since 1970), in days since 1970-01-01: the date where the reader
 * is, which turns at `dayTurnsAt` o'clock and not at midnight. Calendar days, so that an hour more
 * or less in spring and autumn changes nothing.
 */
export function readerDay(t: number, dayTurnsAt: number): number {
  const local = new Date(t);
  const before = local.getHours() < dayTurnsAt ? 1 : 0;
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / dayMs - before;
}

/** When the reader's next day begins, in ms since 1970. */
export function nextTurn(t: number, dayTurnsAt: number): number {
  const turn = new Date(t);
  if (turn.getHours() >= dayTurnsAt) turn.setDate(turn.getDate() + 1);
  turn.setHours(dayTurnsAt, 0, 0, 0);
  return turn.getTime();
}

/** Midnight of a day in universal time: how days are told to the scheduler, and written out. */
export function dateOf(day: number): Date {
  return new Date(day * dayMs);
}

/** "Tue 3 March". */
export function dayName(day: number): string {
  return dateOf(day).toLocaleDateString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
}

/** "3 Mar". */
export function shortDayName(day: number): string {
  return dateOf(day).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
}

/** How far off a day is, in words: "today", "tomorrow", "in 12 days", "in 3 months". */
export function inDays(days: number): string {
  if (days <= 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days < 60) return `in ${days} days`;
  if (days < 730) return `in ${Math.round(days / 30.4)} months`;
  return `in ${Math.round(days / 365.25)} years`;
}
