import { tensor4d, tidy } from '@tensorflow/tfjs-core';

import { convGeometry } from '../conv/geometry.ts';
import { inputGradient } from '../conv/inputGradient.ts';
import { naiveForward } from '../conv/naive.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { differentiateByTape } from '../tapeConvolution.ts';
import type { CheckResult } from './context.ts';

/** The theorem with a random stride, padding (also beyond K − 1), dilation, channels and batch. */
export default async function checkGeneral({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [k1, k2] = [randomWhole(random, 1, 3), randomWhole(random, 1, 3)];
  const [s, d] = [randomWhole(random, 1, 3), randomWhole(random, 1, 2)];
  const p = randomWhole(random, 0, d * (Math.max(k1, k2) - 1) + 1);
  const inputSize: [number, number] = [
    d * (k1 - 1) + 1 + randomWhole(random, 0, 3),
    d * (k2 - 1) + 1 + randomWhole(random, 0, 3),
  ];
  const [batch, cin, cout] = [2, randomWhole(random, 1, 3), randomWhole(random, 1, 3)];
  const pads = { top: p, bottom: p, left: p, right: p };
  const options = { stride: s, padding: pads, dilation: d };
  const [h, w] = convGeometry(inputSize, [k1, k2], options).outputSize;

  const x = randomArray([batch, ...inputSize, cin], draw);
  const kernel = randomArray([k1, k2, cin, cout], draw);
  const g = randomArray([batch, h, w, cout], draw);
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
  const loss = (values: Float64Array) =>
    dot(naiveForward({ ...x, values }, kernel, options).values, g.values);

  const result = tidy(() =>
    inputGradient(
      tensor4d(Float32Array.from(g.values), g.shape),
      tensor4d(Float32Array.from(kernel.values), kernel.shape),
      inputSize,
      options,
    ),
  );
  const gradient = await result.data();
  const shape = result.shape.join('×');
  result.dispose();

  const largest = Math.max(1, ...Array.from(gradient, Math.abs));
  const scale = Math.sqrt(dot(x.values, x.values) * dot(gradient, gradient)) + 1;
  return {
    statement:
      `Kernel ${k1}×${k2}, stride ${s}, padding ${p}, dilation ${d}, ${cin} channels to ${cout}, ` +
      `gradient of shape ${shape}`,
    rows: [
      {
        label: 'theorem and automatic differentiation',
        value: largestDifference(gradient, differentiateByTape(x, kernel, g, options).input),
        tolerance: 1e-5 * largest,
      },
      {
        label: 'theorem and central differences',
        value: largestDifference(gradient, centralDifferences(loss, x.values)),
        tolerance: 1e-5 * largest,
      },
      {
        label: '⟨Cx, g⟩ − ⟨x, Cᵀg⟩',
        value: Math.abs(loss(x.values) - dot(x.values, gradient)),
        tolerance: 1e-6 * scale,
      },
    ],
  };
}
