import { tensor1d } from '@tensorflow/tfjs-core';

import { naiveForward, type Array4D } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { effectiveKernel } from '../network/effectiveKernel.ts';
import { disposeNetwork, type Network } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { receptiveFields } from '../receptiveField.ts';
import type { CheckResult } from './context.ts';

/** Differences are taken over steps so small that no ReLU with |z| above `APART` switches. */
const [STEP, APART] = [1e-5, 1e-3];

/** Two convolutions with a ReLU between: one kernel and one bias, for the gates as they stand. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const value = normal(random);
  const draw = (least: number, most: number) => randomWhole(random, least, most);
  const [c, m, k, l] = [draw(1, 3), draw(2, 4), draw(2, 4), draw(2, 4)];
  const side = k + l - 1;
  const [k1, b1] = [randomArray([k, k, c, m], value), Float64Array.from({ length: m }, value)];
  const [k2, b2] = [randomArray([l, l, m, 1], value), value()];
  const hidden = (x: Array4D) => naiveForward(x, k1).values.map((z, i) => z + (b1[i % m] ?? 0));
  const unit = (x: Array4D) => {
    const a: Array4D = { shape: [1, l, l, m], values: hidden(x).map((z) => Math.max(0, z)) };
    return (naiveForward(a, k2).values[0] ?? Number.NaN) + b2;
  };
  let x = randomArray([1, side, side, c], value);
  while (hidden(x).some((z) => Math.abs(z) < APART)) x = randomArray([1, side, side, c], value);

  // The boxed formula: what the open units of the hidden layer contribute, each at its place.
  const gates = hidden(x).map((z) => Number(z > 0));
  const kernel = new Float64Array(side * side * c);
  let bias = b2;
  gates.forEach((gate, unitAt) => {
    const weight = gate * (k2.values[unitAt] ?? Number.NaN);
    const [row, column] = [Math.floor(unitAt / (l * m)), Math.floor(unitAt / m) % l];
    const channel = unitAt % m;
    bias += weight * (b1[channel] ?? Number.NaN);
    for (let i = 0; i < k * k * c; i++) {
      const [a, b, colour] = [Math.floor(i / (k * c)), Math.floor(i / c) % k, i % c];
      const at = ((row + a) * side + column + b) * c + colour;
      kernel[at] = (kernel[at] ?? 0) + weight * (k1.values[i * m + channel] ?? Number.NaN);
    }
  });

  const z = unit(x);
  const product = kernel.reduce((sum, weight, i) => sum + weight * (x.values[i] ?? 0), 0);
  const slope = centralDifferences((values) => unit({ ...x, values }), x.values, STEP);
  const network: Network = {
    steps: [
      layer('one.pre', k1, b1),
      { name: 'one', type: 'relu' },
      layer('two', k2, Float64Array.of(b2)),
    ],
  };
  const windows = [k, l].map((size) => ({ kernelSize: [size, size] as [number, number] }));
  const view = receptiveFields(windows, [side, side])[1];
  if (!view) throw new Error('Expected two layers.');
  const input = toTensor(x);
  const ask = { place: 'two', index: [0, 0, 0] as const };
  const found = await effectiveKernel(network, input, ask, view);
  input.dispose();
  disposeNetwork(network);

  const open = gates.reduce((sum, gate) => sum + gate, 0);
  const scale = Math.max(1, ...kernel.map(Math.abs), Math.abs(z), Math.abs(bias));
  return {
    statement:
      `kernels ${k}×${k} and ${l}×${l}, ${c} → ${m} → 1 channels: ${open} of ${gates.length} ` +
      `units open, an effective kernel ${side}×${side}`,
    rows: [
      {
        label: '⟨K, x⟩ + b by the formula, and the unit’s value',
        value: Math.abs(product + bias - z),
        tolerance: 1e-12 * scale,
      },
      {
        label: 'the formula, and how much the unit answers to a change of each pixel',
        value: largestDifference(kernel, slope),
        tolerance: 1e-8 * scale,
      },
      {
        label: 'the formula, and what the figure computes by one way back, in 32 bits',
        value: largestDifference([...kernel, bias], [...found.kernel, found.bias]),
        tolerance: 1e-4 * scale,
      },
    ],
  };
}

function layer(name: string, kernel: Array4D, bias: Float64Array): Network['steps'][number] {
  return {
    name,
    type: 'conv',
    kernel: toTensor(kernel),
    bias: tensor1d(Float32Array.from(bias)),
    stride: 1,
    padding: 'valid',
  };
}
