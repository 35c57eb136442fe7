import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { dot } from '../regression/singularValues.ts';
import { ridgeTowards, solve } from '../transfer/ridgeTowards.ts';
import type { CheckResult, TaskContext } from './context.ts';

/** Sets of noise that are drawn and fitted. */
const DRAWS = 3000;

/** The mean squared error of the weights over draws of the noise is the boxed sum of bias and variance. */
export default async function check(
  { seed }: { seed: number },
  context: TaskContext,
): Promise<CheckResult | null> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const d = randomWhole(random, 2, 4);
  const n = randomWhole(random, 2, 8);
  const [lambda, noise] = [0.2 + 2 * random(), 0.2 + random()];
  const x = Array.from({ length: n }, () => Float64Array.from({ length: d }, draw));
  const truth = Float64Array.from({ length: d }, draw);
  const source = Float64Array.from({ length: d }, draw);
  const clean = Float64Array.from(x, (row) => dot(row, truth));

  // (XᵀX + λI)⁻¹, column by column, and the two terms from it.
  const product = Array.from({ length: d }, (_, i) =>
    Float64Array.from({ length: d }, (__, j) =>
      x.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0),
    ),
  );
  const left = product.map((row, i) => row.map((value, j) => value + (i === j ? lambda : 0)));
  const apart = source.map((start, j) => start - (truth[j] ?? 0));
  const pulled = solve(left, apart);
  const bias = lambda ** 2 * dot(pulled, pulled);
  let variance = 0;
  for (let j = 0; j < d; j++) {
    const unit = new Float64Array(d);
    unit[j] = 1;
    const column = solve(left, unit);
    const across = Float64Array.from(product, (row) => dot(row, column));
    variance += noise * dot(column, across);
  }

  const errorOf = (y: Float64Array) => {
    const w = ridgeTowards({ x, y, source, lambda });
    return w.reduce((sum, weight, j) => sum + (weight - (truth[j] ?? 0)) ** 2, 0);
  };
  let [sum, squares] = [0, 0];
  for (let i = 0; i < DRAWS; i++) {
    if (i % 500 === 0 && (await context.stopped())) return null;
    const error = errorOf(clean.map((value) => value + Math.sqrt(noise) * draw()));
    sum += error;
    squares += error * error;
  }
  const mean = sum / DRAWS;
  const standardError = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
  return {
    statement: `${n} examples, ${d} weights, λ = ${lambda.toFixed(2)}, σ² = ${noise.toFixed(2)}: bias ${bias.toFixed(3)}, variance ${variance.toFixed(3)}; ${DRAWS} draws have ${mean.toFixed(3)} ± ${standardError.toFixed(3)}`,
    rows: [
      {
        label: 'error without noise, and the bias',
        value: Math.abs(errorOf(clean) - bias),
        tolerance: 1e-10,
      },
      {
        label: 'mean error of the draws, and the sum; allowed are five standard errors',
        value: Math.abs(mean - bias - variance),
        tolerance: 5 * standardError,
      },
    ],
  };
}
