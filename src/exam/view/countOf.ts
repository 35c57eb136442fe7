/** "1 question", "20 questions"; the space does not break. */
export function countOf(count: number, noun: string): string {
  return `${String(count)}\u00a0${noun}${count === 1 ? '' : 's'}`;
}
