import { packedGradient } from '../embedding/layOut.ts';
import { mapDivergence, mapGradient } from '../embedding/mapDivergence.ts';
import { neighbourProbabilities } from '../embedding/neighbourProbabilities.ts';
import { squaredDistancesInPlane } from '../embedding/squaredDistances.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** The gradient of KL(P‖Q) by the formula, and by differences that know nothing of it. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 6, 12);
  const wanted = 2 + 2 * random();
  const data = Float64Array.from({ length: 2 * n }, draw);
  const p = neighbourProbabilities(squaredDistancesInPlane(data), n, wanted);
  const y = Float64Array.from({ length: 2 * n }, draw);
  const byFormula = mapGradient(p, y);
  const byDifferences = centralDifferences((places) => mapDivergence(p, places), y, 1e-5);
  const sums = [0, 1].map((axis) =>
    byFormula.reduce((sum, slope, at) => (at % 2 === axis ? sum + slope : sum), 0),
  );
  const scale = Math.max(...byFormula.map(Math.abs));
  return {
    statement: `${n} random points in random places, perplexity ${wanted.toFixed(2)}: KL = ${mapDivergence(p, y).toFixed(3)}, steepest slope ${scale.toFixed(3)}`,
    rows: [
      {
        label: 'the formula, and differences of the divergence',
        value: largestDifference(byFormula, byDifferences),
        tolerance: 1e-7,
      },
      {
        label: 'the formula, and the faster sum over pairs that the demos run',
        value: largestDifference(byFormula, packedGradient(p, y)),
        tolerance: 1e-13,
      },
      {
        label: 'sum of all forces, and zero',
        value: Math.max(...sums.map(Math.abs)),
        tolerance: 1e-13,
      },
    ],
  };
}
