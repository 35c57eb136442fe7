import { tidy } from '@tensorflow/tfjs-core';

import { biasGradient } from '../conv/biasGradient.ts';
import { naiveForward } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { randomLayer } from '../randomLayer.ts';
import { Tape } from '../tape.ts';
import type { CheckResult } from './context.ts';

/** ∂L/∂b is the sum of G over images and places, for each output channel. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const range = { stride: 2, padding: 1, dilation: 2, channels: 3, batch: 3 };
  const { x, kernel, g, options, description } = randomLayer(seed, range);
  const channels = g.shape[3];
  const y = naiveForward(x, kernel, options);
  const summed = new Float64Array(channels);
  g.values.forEach((value, at) => {
    summed[at % channels] = (summed[at % channels] ?? Number.NaN) + value;
  });
  const differences = centralDifferences(
    (bias) =>
      y.values.reduce(
        (loss, value, at) =>
          loss + (g.values[at] ?? Number.NaN) * (value + (bias[at % channels] ?? Number.NaN)),
        0,
      ),
    new Float64Array(channels),
    1,
  );
  const taped = differentiateByTape(y.values, g.values, channels);
  const fast = tidy(() => biasGradient(toTensor(g)).dataSync());
  const largest = Math.max(1, ...summed.map(Math.abs));
  return {
    statement: `${channels} biases, for ${description}`,
    rows: [
      {
        label: 'sum of G and automatic differentiation',
        value: largestDifference(summed, taped),
        tolerance: 1e-12 * largest,
      },
      {
        label: 'sum of G and central differences',
        value: largestDifference(summed, differences),
        tolerance: 1e-11 * largest,
      },
      {
        label: 'sum of G and the page’s code, in 32 bits',
        value: largestDifference(summed, fast),
        tolerance: 1e-5 * largest,
      },
    ],
  };
}

/** ∂L/∂b for L = Σ G ⊙ (Y + b), read off a tape of its sums and products. Channels come last. */
function differentiateByTape(y: Float64Array, g: Float64Array, channels: number): Float64Array {
  const tape = new Tape();
  const bias = Array.from({ length: channels }, () => tape.leaf(0));
  let loss = tape.leaf(0);
  y.forEach((value, at) => {
    const output = tape.add(tape.leaf(value), bias[at % channels] ?? Number.NaN);
    loss = tape.add(loss, tape.multiply(tape.leaf(g[at] ?? Number.NaN), output));
  });
  const gradients = tape.gradients(loss);
  return Float64Array.from(bias, (entry) => gradients[entry] ?? Number.NaN);
}
