import { naiveForward, naiveKernelGradient } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { innerProduct } from '../grid.ts';
import { randomLayer } from '../randomLayer.ts';
import { differentiateByTape } from '../tapeConvolution.ts';
import type { CheckResult } from './context.ts';

/** If the layer convolved in the true sense, the gradient would be X ⋆ G turned by half a turn. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const { x, kernel, g, kernelSize, description } = randomLayer(seed);
  const turn = (values: Float64Array) => values.slice().reverse();
  const convolved = centralDifferences(
    (values) => innerProduct(naiveForward(x, { ...kernel, values: turn(values) }).values, g.values),
    kernel.values,
    1,
  );
  const correlation = naiveKernelGradient(x, g, kernelSize).values;
  const taped = differentiateByTape(x, kernel, g, {}, true).kernel;
  const largest = Math.max(1, ...correlation.map(Math.abs));
  return {
    statement: `A true convolution, for ${description}`,
    rows: [
      {
        label: 'X ⋆ G, the result turned, and automatic differentiation',
        value: largestDifference(turn(correlation), taped),
        tolerance: 1e-12 * largest,
      },
      {
        label: 'X ⋆ G, the result turned, and central differences',
        value: largestDifference(turn(correlation), convolved),
        tolerance: 1e-11 * largest,
      },
    ],
  };
}
