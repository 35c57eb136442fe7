/** Test images of one class that got another one. */
export interface Confusion {
  label: number;
  prediction: number;
  count: number;
}

/** All mistakes of a confusion matrix [true class][given class], the most frequent first. */
export function confusions(matrix: readonly (readonly number[])[]): Confusion[] {
  return matrix
    .flatMap((row, label) => row.map((count, prediction) => ({ label, prediction, count })))
    .filter(({ label, prediction }) => label !== prediction)
    .sort((a, b) => b.count - a.count);
}

/** Of each class's images, the share that got it: the diagonal over the sums of the rows. */
export function recalls(matrix: readonly (readonly number[])[]): number[] {
  return matrix.map((row, label) => (row[label] ?? 0) / row.reduce((sum, n) => sum + n, 0));
}
