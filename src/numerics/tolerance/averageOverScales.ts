import type { Picture } from '../images/picture.ts';
import { resize } from '../images/resize.ts';
import type { Network } from '../network/network.ts';
import { readPictures } from '../network/readPictures.ts';

/** By how much a picture is resized for each of the answers that are averaged. */
export const scaleSets = {
  one: [1],
  three: [2 ** -0.5, 1, 2 ** 0.5],
  five: [0.5, 2 ** -0.5, 1, 2 ** 0.5, 2],
} as const;

export type ScaleSet = keyof typeof scaleSets;

/** Smallest side that is shown to the network: two poolings leave maps of 2×2. */
const SMALLEST = 8;

/** The side nearest to `side · factor` that two poolings divide, at least 8. */
export function sideFor(side: number, factor: number): number {
  return Math.max(SMALLEST, 4 * Math.round((side * factor) / 4));
}

/**
 * The mean of the network's probabilities over the picture at several sizes, the picture's own
 * times each factor: p̄(x) = (1/n) Σ p(T_r x). Square pictures of one size.
 */
export async function averageOverScales(
  network: Network,
  pictures: readonly Picture[],
  factors: readonly number[],
): Promise<number[][]> {
  const own = pictures[0]?.width ?? 0;
  const sums: number[][] = pictures.map(() => []);
  for (const factor of factors) {
    const side = sideFor(own, factor);
    const readings = await readPictures(
      network,
      pictures.map((picture) => resize(picture, side, side)),
    );
    for (const [n, { probabilities }] of readings.entries()) {
      const sum = sums[n] ?? [];
      probabilities.forEach((p, c) => (sum[c] = (sum[c] ?? 0) + p / factors.length));
    }
  }
  return sums;
}

/** What it costs, in readings at the picture's own size: a size r times as large costs r². */
export function costOf(factors: readonly number[]): number {
  return factors.reduce((sum, factor) => sum + factor ** 2, 0);
}
