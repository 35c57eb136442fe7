/** A number of the quiz as the text has it: with commas between thousands and a real minus sign. */
export function writtenNumber(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 20 }).replace('-', '−');
}
