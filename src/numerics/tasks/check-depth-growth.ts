import { mulberry32 } from '../random.ts';
import { normal } from '../normal.ts';
import { growthPerLayer } from '../depth/growthPerLayer.ts';
import { randomNormLayer } from '../depth/randomNormLayer.ts';
import type { CheckResult } from './context.ts';

/** Units of the layer that is drawn, and rows of its batch. */
const UNITS = 240;

/** π/(π − 1), as a quotient of two integrals, and in one wide random layer. */
export default async function checkDepthGrowth({ seed }: { seed: number }): Promise<CheckResult> {
  const { power, variance } = reluMoments();
  const drawn = randomNormLayer(UNITS, normal(mulberry32(seed)));
  return Promise.resolve({
    statement: `a layer of ${UNITS} units with He’s rule, batch norm over ${UNITS} rows, ReLU`,
    rows: [
      {
        label: 'E a² / Var a of a rectified standard normal number, by integration, less π/(π − 1)',
        value: Math.abs(power / variance - growthPerLayer),
        tolerance: 1e-9,
      },
      {
        label:
          'squared gradient before the layer over that behind it, less π/(π − 1), in this draw',
        value: Math.abs(drawn - growthPerLayer),
        tolerance: 0.1,
      },
    ],
  });
}

/** E a² and Var a for a = max(0, z), z standard normal, by Simpson's rule from 0 to 12. */
function reluMoments(): { power: number; variance: number } {
  const steps = 4000;
  const h = 12 / steps;
  let [first, second] = [0, 0];
  for (let i = 0; i <= steps; i++) {
    const z = i * h;
    const weight = (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * (h / 3);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    first += weight * z * density;
    second += weight * z * z * density;
  }
  return { power: second, variance: second - first ** 2 };
}
