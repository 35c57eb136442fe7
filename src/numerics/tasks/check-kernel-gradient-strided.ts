import { tidy } from '@tensorflow/tfjs-core';

import { convGeometry } from '../conv/geometry.ts';
import { kernelGradient } from '../conv/kernelGradient.ts';
import { naiveForward } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { gridOf, toTensor } from '../grid.ts';
import { randomLayer } from '../randomLayer.ts';
import { differentiateByTape } from '../tapeConvolution.ts';
import type { CheckResult } from './context.ts';

/** ∂L/∂K = [X ⋆_{d,p,s} G]: the forward pass with stride and dilation exchanged, then cropped. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const layer = randomLayer(seed, { stride: 3, padding: 2, dilation: 3 });
  const { x, kernel, g, kernelSize, options, description, loss } = layer;
  const [, rows, columns] = g.shape;
  const whole = naiveForward(
    x,
    { ...g, shape: [rows, columns, 1, 1] },
    { ...options, stride: options.dilation ?? 1, dilation: options.stride ?? 1 },
  );
  const cropped = gridOf(whole.values, whole.shape[2])
    .slice(0, kernelSize[0])
    .flatMap((row) => row.slice(0, kernelSize[1]));
  const fast = tidy(() => kernelGradient(toTensor(x), toTensor(g), kernelSize, options).dataSync());

  // The size before cropping is K + ⌊ρ/d⌋, where ρ rows are left over by the floor.
  const { dropped, dilation } = convGeometry([x.shape[1], x.shape[2]], kernelSize, options);
  const surplus = [0, 1].map((axis) => {
    const expected =
      (kernelSize[axis] ?? 0) + Math.floor((dropped[axis] ?? 0) / (dilation[axis] ?? 1));
    return Math.abs((whole.shape[axis + 1] ?? 0) - expected);
  });
  const largest = Math.max(1, ...cropped.map(Math.abs));
  return {
    statement: `∂L/∂K = [X ⋆ G] with stride and dilation exchanged, for ${description}`,
    rows: [
      {
        label: 'correlation and automatic differentiation',
        value: largestDifference(cropped, differentiateByTape(x, kernel, g, options).kernel),
        tolerance: 1e-12 * largest,
      },
      {
        label: 'correlation and central differences',
        value: largestDifference(cropped, centralDifferences(loss, kernel.values, 1)),
        tolerance: 1e-11 * largest,
      },
      {
        label: 'correlation and the page’s code, in 32 bits',
        value: largestDifference(cropped, fast),
        tolerance: 1e-5 * largest,
      },
      {
        label: `rows and columns before cropping (${whole.shape.slice(1, 3).join('×')}), against K + ⌊ρ/d⌋`,
        value: Math.max(...surplus),
        tolerance: 0,
      },
    ],
  };
}
