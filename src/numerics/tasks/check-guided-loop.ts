import { tensor1d, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backward } from '../network/backward.ts';
import { disposeNetwork, type Network } from '../network/network.ts';
import { run } from '../network/run.ts';
import { mulberry32 } from '../random.ts';
import type { ReluRule } from '../network/layers/relu.ts';
import type { CheckResult } from './context.ts';

/** Points on each side of the rectangle: their middles, so that none lies on a kink. */
const POINTS = 50;

/**
 * y = ReLU(a ReLU(x₁) − b ReLU(x₂)) and a walk round a rectangle whose diagonal is the line on which y
 * switches: the gradient adds up to nothing, as for every function, and the guided signal to a b s.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = () => 0.5 + Math.round(10 * random()) / 10;
  const [a, b, start, side] = [draw(), draw(), draw(), draw()];
  const network = twoInputs(a, b);
  // Corners on the diagonal a x₁ = b x₂: (b t, a t) for t = start and start + side.
  const [left, right] = [b * start, b * (start + side)];
  const [low, high] = [a * start, a * (start + side)];
  const corners = [
    [left, low],
    [right, low],
    [right, high],
    [left, high],
    [left, low],
  ] as const;
  const round = (rule: ReluRule) => {
    let sum = 0;
    for (let i = 0; i < 4; i++) {
      const [from, to] = [corners[i], corners[i + 1]];
      if (from && to) sum += along(network, from, to, rule);
    }
    return sum;
  };
  const [gradient, guided] = [round('gradient'), round('guided')];
  disposeNetwork(network);
  return Promise.resolve({
    statement: `y = ReLU(${a} ReLU(x₁) − ${b} ReLU(x₂)), once round a rectangle of ${(b * side).toFixed(2)}×${(a * side).toFixed(2)}: the guided signal adds up to ${guided.toPrecision(3)}`,
    rows: [
      {
        label: 'the gradient, added up along the walk, and 0',
        value: Math.abs(gradient),
        tolerance: 1e-5,
      },
      {
        label: 'the guided signal, added up along the walk, and a·b·s',
        value: Math.abs(guided - a * b * side),
        tolerance: 1e-5,
      },
    ],
  });
}

/** Σ ⟨signal, step⟩ from one point to another. */
function along(
  network: Network,
  [x1, x2]: readonly [number, number],
  [y1, y2]: readonly [number, number],
  relu: ReluRule,
): number {
  const [step1, step2] = [(y1 - x1) / POINTS, (y2 - x2) / POINTS];
  const points = Array.from({ length: POINTS }, (_, i) => [
    x1 + (i + 0.5) * step1,
    x2 + (i + 0.5) * step2,
  ]);
  const signal = tidy(() => {
    const x: Tensor4D = tensor4d(points.flat(), [POINTS, 1, 1, 2]);
    const ones = tensor4d(new Float32Array(POINTS).fill(1), [POINTS, 1, 1, 1]);
    const activations = run(network, x, { to: 'y' });
    return backward(network, activations, { place: 'y', signal: ones }, { rules: { relu } });
  });
  const values = signal.dataSync();
  signal.dispose();
  let sum = 0;
  for (let i = 0; i < POINTS; i++) {
    sum += (values[2 * i] ?? 0) * step1 + (values[2 * i + 1] ?? 0) * step2;
  }
  return sum;
}

/** y = ReLU(a ReLU(x₁) − b ReLU(x₂)) for images of one pixel with two channels. */
function twoInputs(a: number, b: number): Network {
  const conv = (name: string, values: number[], outputs: number) => ({
    name,
    type: 'conv' as const,
    kernel: tensor4d(values, [1, 1, 2, outputs]),
    bias: tensor1d(new Array<number>(outputs).fill(0)),
    stride: 1,
    padding: 'same' as const,
  });
  return {
    steps: [
      conv('h.pre', [1, 0, 0, 1], 2),
      { name: 'h', type: 'relu' },
      conv('y.pre', [a, -b], 1),
      { name: 'y', type: 'relu' },
    ],
  };
}
