/**
 * How many pictures a pyramid has: the largest, and each as small by the factor r = 2^(1/perOctave)
 * as the one before, as long as it is not below the smallest: ⌊log(largest/smallest)/log r⌋ + 1.
 */
export function pyramidLevels(largest: number, smallest: number, perOctave: number): number {
  // A whole number of steps must not fall below itself by rounding.
  return Math.floor(perOctave * Math.log2(largest / smallest) + 1e-9) + 1;
}

/** What all levels together cost, in readings of the largest: 1 + r⁻² + r⁻⁴ + …, which is finite. */
export function pyramidCost(levels: number, perOctave: number): number {
  return Array.from({ length: levels }, (_, i) => 4 ** (-i / perOctave)).reduce((a, b) => a + b, 0);
}
