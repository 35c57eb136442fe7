import { percent } from '#ui/formatNumber.ts';

/** Where the larger numbers of a map are. */
export interface Where {
  /** The ninth of the map with the largest mean magnitude, in words. */
  place: string;
  /** Its share of the sum of all magnitudes. */
  share: number;
  /** The smallest share of the places that holds half of that sum. */
  half: number;
}

const rows = ['upper', 'middle', 'lower'] as const;
const columns = ['left', 'centre', 'right'] as const;

/** What a reader who does not see a map is told of it; null for a map of zeros. */
export function whereStrongest(
  values: ArrayLike<number>,
  [height, width]: readonly [number, number],
): Where | null {
  const ninths = Array.from({ length: 9 }, () => ({ sum: 0, count: 0 }));
  const sizes = Float64Array.from(values, Math.abs);
  let total = 0;
  sizes.forEach((size, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    const ninth = ninths[3 * thirdOf(row, height) + thirdOf(column, width)];
    total += size;
    if (!ninth) return;
    ninth.sum += size;
    ninth.count++;
  });
  if (total === 0) return null;
  const means = ninths.map(({ sum, count }) => (count === 0 ? 0 : sum / count));
  const best = means.indexOf(Math.max(...means));
  let [held, places] = [0, 0];
  for (const size of sizes.sort().reverse()) {
    if (held >= total / 2) break;
    held += size;
    places++;
  }
  return {
    place: placeName(best),
    share: (ninths[best]?.sum ?? 0) / total,
    half: places / values.length,
  };
}

function thirdOf(at: number, length: number): number {
  return Math.min(2, Math.floor((3 * (at + 0.5)) / length));
}

function placeName(ninth: number): string {
  const [row, column] = [rows[Math.floor(ninth / 3)], columns[ninth % 3]];
  if (row === 'middle') return column === 'centre' ? 'the centre' : `the ${column}`;
  return column === 'centre' ? `the ${row} middle` : `the ${row} ${column}`;
}

/** The same as a sentence. */
export function whereText(where: Where | null): string {
  if (!where) return 'It is zero everywhere.';
  return `Strongest in ${where.place}, which holds ${percent(where.share)} of it; half of it lies on ${percent(where.half)} of the places.`;
}
