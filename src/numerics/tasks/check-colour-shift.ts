import { colourShift, type ShiftScale } from '../alexnet/colourShift.ts';
import { principalColours } from '../alexnet/principalColours.ts';
import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { CheckResult } from './context.ts';

/**
 * The covariance of AlexNet's colour shift, from what one unit of each α does: σ²C² with the
 * variances of the components, σ²C with their deviations, whatever the components are.
 */
export default async function checkColourShift({ seed }: { seed: number }): Promise<CheckResult> {
  const draw = normal(mulberry32(seed));
  const mix = Float64Array.from({ length: 9 }, draw);
  const pixels = Array.from({ length: 200 }, () => [draw(), draw(), draw()]).flatMap((z) =>
    [0, 1, 2].map((c) => z.reduce((sum, value, i) => sum + (mix[3 * c + i] ?? 0) * value, 0)),
  );
  const colours = principalColours(pixels, 1);
  const { covariance, components, variances } = colours;
  const square = product(covariance, covariance);
  /** Σ δᵢ δᵢᵀ over unit draws: the shift is linear in α, and the draws are independent. */
  const spread = (scale: ShiftScale) =>
    [0, 1, 2].reduce((sum, i) => {
      const unit = [0, 1, 2].map((j) => Number(i === j));
      const shift = colourShift(colours, unit, scale);
      return sum.map(
        (value, at) => value + (shift[Math.floor(at / 3)] ?? 0) * (shift[at % 3] ?? 0),
      );
    }, new Float64Array(9));
  const size = Math.max(1, ...square.map(Math.abs));
  const rebuilt = covariance.map((_, at) =>
    components.reduce(
      (sum, p, i) => sum + (variances[i] ?? 0) * (p[Math.floor(at / 3)] ?? 0) * (p[at % 3] ?? 0),
      0,
    ),
  );
  return Promise.resolve({
    statement: '200 random colours, and the three components of their covariance matrix C',
    rows: [
      {
        label: 'C, and its components put together again',
        value: largestDifference(covariance, rebuilt) / size,
        tolerance: 1e-10,
      },
      {
        label: 'covariance of the shift with λ, over σ², and C²',
        value: largestDifference(spread('variance'), square) / size,
        tolerance: 1e-10,
      },
      {
        label: 'covariance of the shift with √λ, over σ², and C',
        value: largestDifference(spread('deviation'), covariance) / size,
        tolerance: 1e-10,
      },
    ],
  });
}

/** Two 3×3 matrices multiplied, row by row. */
function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((_, at) =>
    [0, 1, 2].reduce(
      (sum, i) => sum + (a[3 * Math.floor(at / 3) + i] ?? 0) * (b[3 * i + (at % 3)] ?? 0),
      0,
    ),
  );
}
