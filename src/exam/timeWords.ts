/** A length of time as a clock shows it: 1:05:09, 12:30, 0:07. Parts of a second count as one. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${String(hours)}:${two(minutes)}:${two(seconds % 60)}`
    : `${String(minutes)}:${two(seconds % 60)}`;
}

/** A length of time in words, to the minute: "less than a minute", "1 minute", "12 minutes". */
export function minutesInWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute';
  return minutes === 1 ? '1\u00a0minute' : `${String(minutes)}\u00a0minutes`;
}

const minute = 60_000;

/**
 * What a screen reader is told when the time left has gone from `before` to `now`, of `allowed`:
 * at half time, five minutes and one minute before the end; null in between.
 */
export function timeNotice(before: number, now: number, allowed: number): string | null {
  const passed = (at: number): boolean => before > at && now <= at && now > 0;
  if (passed(minute)) return 'One minute left.';
  if (passed(5 * minute) && allowed > 5 * minute) return 'Five minutes left.';
  if (passed(allowed / 2) && allowed / 2 > 5 * minute)
    return `Half of the time has gone: ${minutesInWords(now)} left.`;
  return null;
}
