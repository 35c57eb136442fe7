import { naiveForward, naiveKernelGradient, type Array4D } from '../conv/naive.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray } from '../randomArray.ts';

/** The error of a central difference for one step h, in both precisions. */
export interface StepSizeRow {
  h: number;
  /** Largest |difference − gradient| over the entries of K, divided by the largest entry. */
  double: number;
  single: number;
}

/** Precision of float64 and float32: the gap between 1 and the next number. */
export const precision = { double: 2 ** -52, single: 2 ** -23 } as const;

/**
 * How good a numerical gradient can be. The loss is Σ log(1 + exp Y) for a random 8×8 input and a
 * random 3×3 kernel, whose third derivative is not zero; h goes through powers of ten. In `single`
 * every operation is rounded to float32, as on a GPU.
 */
export default async function stepSize({ seed }: { seed: number }): Promise<StepSizeRow[]> {
  const draw = normal(mulberry32(seed));
  const x = randomArray([1, 8, 8, 1], draw);
  const kernel = randomArray([3, 3, 1, 1], draw);
  const y = naiveForward(x, kernel);
  const upstream = { ...y, values: y.values.map((value) => 1 / (1 + Math.exp(-value))) };
  const gradient = naiveKernelGradient(x, upstream, [3, 3]).values;
  const largest = Math.max(...gradient.map(Math.abs));
  const error = (h: number, round: (value: number) => number) =>
    Math.max(
      ...gradient.map((exact, i) => {
        const loss = (by: number) => softplusLoss(x, nudged(kernel, i, by, round), round);
        const difference = round(round(loss(h) - loss(-h)) / round(2 * h));
        return Math.abs(difference - exact);
      }),
    ) / largest;
  return Array.from({ length: 9 }, (_, k) => 10 ** -k).map((h) => ({
    h,
    double: error(h, (value) => value),
    single: error(h, Math.fround),
  }));
}

function nudged(
  kernel: Array4D,
  i: number,
  by: number,
  round: (v: number) => number,
): Float64Array {
  const values = kernel.values.map(round);
  values[i] = round((values[i] ?? 0) + round(by));
  return values;
}

/** Σ log(1 + exp Y) over the 6×6 outputs, every product and sum rounded. */
function softplusLoss(x: Array4D, kernel: Float64Array, round: (v: number) => number): number {
  let loss = 0;
  for (let r = 0; r < 6; r++) {
    for (let c = 0; c < 6; c++) {
      let y = 0;
      for (let a = 0; a < 3; a++) {
        for (let b = 0; b < 3; b++) {
          const pixel = round(x.values[(r + a) * 8 + c + b] ?? Number.NaN);
          y = round(y + round(pixel * (kernel[a * 3 + b] ?? Number.NaN)));
        }
      }
      loss = round(loss + round(Math.log1p(Math.exp(y))));
    }
  }
  return loss;
}
