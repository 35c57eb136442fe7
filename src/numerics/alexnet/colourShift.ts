import type { PrincipalColours } from './principalColours.ts';

/**
 * What scales a draw: the variance λ of its component, as the paper prints it, or the standard
 * deviation √λ, as in the first author's later code and in this book's experiments.
 */
export type ShiftScale = 'variance' | 'deviation';

/**
 * δ = Σ αᵢ sᵢ pᵢ, with sᵢ = λᵢ or √λᵢ: what every pixel of a picture is moved by, red, green and blue.
 */
export function colourShift(
  { variances, components }: Pick<PrincipalColours, 'variances' | 'components'>,
  alphas: readonly number[],
  scale: ShiftScale,
): [number, number, number] {
  const shift: [number, number, number] = [0, 0, 0];
  components.forEach((p, i) => {
    const variance = variances[i] ?? 0;
    const size = (alphas[i] ?? 0) * (scale === 'variance' ? variance : Math.sqrt(variance));
    for (const c of [0, 1, 2] as const) shift[c] += size * (p[c] ?? 0);
  });
  return shift;
}

/** A picture of bytes with each pixel moved by `levels` (of 255), cut off at black and white. */
export function shifted(
  pixels: ArrayLike<number>,
  levels: readonly number[],
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(pixels, (value, i) =>
    Math.round(Math.max(0, Math.min(255, value + (levels[i % 3] ?? 0)))),
  );
}
