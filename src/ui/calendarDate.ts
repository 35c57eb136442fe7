/** A time in milliseconds since 1970 as the reader's date: "3 Mar 2026". */
export function calendarDate(t: number): string {
  return new Date(t).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}
