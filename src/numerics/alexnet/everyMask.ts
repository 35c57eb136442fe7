/** One way to silence some of n units: which are kept, and how probable that is. */
export interface Mask {
  kept: readonly boolean[];
  probability: number;
}

/** All 2ⁿ masks of n units, each unit kept with probability q independently of the others. */
export function everyMask(n: number, q: number): Mask[] {
  return Array.from({ length: 2 ** n }, (_, number) => {
    const kept = Array.from({ length: n }, (__, i) => ((number >> i) & 1) === 1);
    const count = kept.filter(Boolean).length;
    return { kept, probability: q ** count * (1 - q) ** (n - count) };
  });
}

/** Units with a mask on: silenced ones 0, the others multiplied by `factor`. */
export function masked(a: readonly number[], { kept }: Mask, factor: number): number[] {
  return a.map((value, i) => (kept[i] ? factor * value : 0));
}
