/**
 * √(ln(2|F|/δ)/2n): with probability at least 1 − δ over n independent examples no rule of a finite
 * class has a training error further than this from its risk (Hoeffding's inequality and the union
 * bound; losses 0 or 1). The class is given by ln |F|.
 */
export function uniformBound(logRules: number, n: number, delta: number): number {
  return Math.sqrt((Math.LN2 + logRules - Math.log(delta)) / (2 * n));
}

/** The least n for which `uniformBound` is at most ε. */
export function examplesFor(epsilon: number, logRules: number, delta: number): number {
  return Math.ceil((Math.LN2 + logRules - Math.log(delta)) / (2 * epsilon ** 2));
}
