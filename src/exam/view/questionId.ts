/** Where question `number` of the paper is in the page. */
export function questionId(number: number): string {
  return `question-${String(number)}`;
}
