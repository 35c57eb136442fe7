/** Adam's memory of plain numbers. */
export interface Moments {
  first: Float64Array;
  second: Float64Array;
  steps: number;
}

export function noMoments(length: number): Moments {
  return { first: new Float64Array(length), second: new Float64Array(length), steps: 0 };
}

/**
 * One step of Adam (Kingma and Ba 2015), in place, for weights that are plain numbers in float64: small
 * heads need no tensors, and so give the same digits on every backend.
 */
export function adamStep(
  weights: Float64Array,
  gradient: Float64Array,
  moments: Moments,
  rate: number,
): void {
  const { first, second } = moments;
  moments.steps++;
  const [ofFirst, ofSecond] = [1 - 0.9 ** moments.steps, 1 - 0.999 ** moments.steps];
  for (let at = 0; at < weights.length; at++) {
    const g = gradient[at] ?? 0;
    const m = 0.9 * (first[at] ?? 0) + 0.1 * g;
    const v = 0.999 * (second[at] ?? 0) + 0.001 * g * g;
    first[at] = m;
    second[at] = v;
    weights[at] = (weights[at] ?? 0) - (rate * (m / ofFirst)) / (Math.sqrt(v / ofSecond) + 1e-8);
  }
}
