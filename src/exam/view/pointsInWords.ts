/** Points to one decimal, which is left out where it is zero. */
export function pointsInWords(points: number): string {
  return String(Math.round(points * 10) / 10);
}
