/** The area under the ROC curve, and its standard error by DeLong's method (1988). */
export interface Auroc {
  area: number;
  /** NaN with fewer than two scores on a side. */
  error: number;
}

/** P(score inside > score outside), equal ones counted half: by comparing every pair. */
export function countedPairs(inside: readonly number[], outside: readonly number[]): number {
  let won = 0;
  for (const a of inside) for (const b of outside) won += a > b ? 1 : a === b ? 0.5 : 0;
  return won / (inside.length * outside.length);
}

/** How many of some numbers in ascending order lie below a value, or are not above it. */
function countBelow(ascending: readonly number[], value: number, orEqual: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = ascending[middle] ?? Infinity;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** For each score the share of the others that it exceeds, equal ones counted half. */
function placements(scores: readonly number[], others: readonly number[]): number[] {
  const ascending = [...others].sort((a, b) => a - b);
  return scores.map(
    (score) =>
      (countBelow(ascending, score, false) + countBelow(ascending, score, true)) /
      (2 * ascending.length),
  );
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** The same as `countedPairs`, by sorting, with the error that comes from having so few scores. */
export function auroc(inside: readonly number[], outside: readonly number[]): Auroc {
  const own = placements(inside, outside);
  const other = placements(outside, inside);
  const variance = varianceOf(own) / own.length + varianceOf(other) / other.length;
  return { area: meanOf(own), error: Math.sqrt(variance) };
}

/** A point of the ROC curve: what shares are let in at a threshold. */
export interface RocPoint {
  threshold: number;
  /** Of those outside: the false positive rate. */
  outside: number;
  /** Of those inside: the true positive rate. */
  inside: number;
}

/** Share of the scores that are at least the threshold. */
export function shareLetIn(scores: readonly number[], threshold: number): number {
  return scores.filter((score) => score >= threshold).length / scores.length;
}

/** The ROC curve from (0,0), nobody let in, to (1,1): a point for each threshold that matters. */
export function rocCurve(inside: readonly number[], outside: readonly number[]): RocPoint[] {
  const thresholds = [...new Set([...inside, ...outside])].sort((a, b) => b - a);
  return [Infinity, ...thresholds].map((threshold) => ({
    threshold,
    outside: shareLetIn(outside, threshold),
    inside: shareLetIn(inside, threshold),
  }));
}

/** The area under a ROC curve, by trapezia. */
export function areaUnder(curve: readonly RocPoint[]): number {
  let area = 0;
  curve.forEach((point, i) => {
    const before = curve[i - 1] ?? point;
    area += ((point.inside + before.inside) / 2) * (point.outside - before.outside);
  });
  return area;
}

/** The highest threshold that still lets in at least this share (above 0) of the scores inside. */
export function thresholdKeeping(inside: readonly number[], share: number): number {
  const descending = [...inside].sort((a, b) => b - a);
  // 0.95 × 20 is 19 on paper, and must not become 20 by rounding.
  const kept = Math.max(1, Math.ceil(share * descending.length - 1e-9));
  return descending[kept - 1] ?? Number.NaN;
}

/** The share of those outside that are let in where 95 % of those inside are: FPR at 95 % TPR. */
export function falsePositiveRate(
  inside: readonly number[],
  outside: readonly number[],
  share = 0.95,
): number {
  return shareLetIn(outside, thresholdKeeping(inside, share));
}
