/** How exact a numeric answer has to be, as a sentence. */
export function toleranceWords({ tolerance }: { tolerance: number }): string {
  return tolerance > 0 ? `Within ${String(tolerance)} is close enough.` : 'An exact number.';
}
