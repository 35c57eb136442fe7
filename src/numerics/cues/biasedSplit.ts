import { shuffled } from '../training/shuffled.ts';

/** A picture by its number, its side (0: those whose label the cue announces, 1), and the cue. */
export interface Dealt {
  picture: number;
  side: number;
}

/** What a network learns from and what it is tested with; no picture is in both. */
export interface BiasedSplit {
  /** In no particular order; `cued` says which have the cue. */
  training: (Dealt & { cued: boolean })[];
  /** Half side 0, half side 1; each is tested with the cue and without. */
  test: Dealt[];
}

/**
 * Deals pictures into halves for training and testing, as many of either side, drawn from the seed.
 * In training the cue agrees with the side in a share ρ of the pictures, exactly as far as whole
 * pictures allow: ρ of side 0 have it, and 1 − ρ of side 1. `sides` are the pictures' numbers.
 */
export function biasedSplit(
  sides: readonly [readonly number[], readonly number[]],
  agreement: number,
  seed: number,
): BiasedSplit {
  const each = Math.floor(Math.min(sides[0].length, sides[1].length) / 2);
  const dealt = sides.map((numbers, side) =>
    shuffled(numbers.length, seed, side).map((i) => ({ picture: numbers[i] ?? 0, side })),
  );
  const agreeing = Math.round(agreement * each);
  return {
    training: dealt.flatMap((pictures) =>
      pictures
        .slice(0, each)
        .map((one, i) => ({ ...one, cued: i < agreeing === (one.side === 0) })),
    ),
    test: dealt.flatMap((pictures) => pictures.slice(each, 2 * each)),
  };
}
