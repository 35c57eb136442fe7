/** What stands in the middle of a contestant. */
export const middleNames = ['seven', 'fives', 'threes', 'linear', 'ones', 'wide'] as const;
export type MiddleName = (typeof middleNames)[number];

/** Kernels one after the other, from C maps to C maps. */
export interface Middle {
  /** Their sides. */
  sides: readonly number[];
  /** Maps between them. */
  between: number;
  /** Whether a ReLU stands between any two. */
  relu: boolean;
}

/**
 * The middles for C maps: one 7×7; two 5×5 with a ReLU between, which cost 50 C² where the 7×7 costs
 * 49 C²; three 3×3 with ReLUs between, and without; the 7×7 with two 1×1 behind it, which adds the
 * ReLUs and keeps the large kernel; and three 3×3 that are as wide as the weights of the 7×7 allow.
 * An output sees 7×7 of the input, behind two 5×5 it sees 9×9.
 */
export function middleOf(name: MiddleName, maps: number): Middle {
  switch (name) {
    case 'seven':
      return { sides: [7], between: maps, relu: true };
    case 'fives':
      return { sides: [5, 5], between: maps, relu: true };
    case 'threes':
      return { sides: [3, 3, 3], between: maps, relu: true };
    case 'linear':
      return { sides: [3, 3, 3], between: maps, relu: false };
    case 'ones':
      return { sides: [7, 1, 1], between: maps, relu: true };
    case 'wide':
      return { sides: [3, 3, 3], between: widthForBudget(maps), relu: true };
  }
}

/** The most maps M between three 3×3 kernels whose weights, 9(2CM + M²), are at most the 49 C² of one 7×7. */
export function widthForBudget(maps: number): number {
  return Math.floor(maps * (Math.sqrt(1 + 49 / 9) - 1));
}

/** The shapes [inputs, outputs] of a middle's kernels. */
export function channelsOf({ sides, between }: Middle, maps: number): [number, number][] {
  const last = sides.length - 1;
  return sides.map((_, i) => [i === 0 ? maps : between, i === last ? maps : between]);
}

/** Weights and biases of a middle. */
export function middleParameters(middle: Middle, maps: number): number {
  return channelsOf(middle, maps).reduce(
    (sum, [inputs, outputs], i) => sum + ((middle.sides[i] ?? 0) ** 2 * inputs + 1) * outputs,
    0,
  );
}
