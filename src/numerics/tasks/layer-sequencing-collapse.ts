import {
  add,
  dispose,
  relu as rectify,
  sub,
  tensor1d,
  tensor4d,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { forward } from '../conv/forward.ts';
import { fuse, type LinearLayer } from '../conv/fuse.ts';
import type { Grid } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { TaskContext } from './context.ts';

/** A convolution of stride 1: a kernel by hand on the mean of its input's channels, or one by lot. */
export type CollapseLayer =
  { kind: 'named'; kernel: Grid } | { kind: 'random'; size: number; channels: number };

export interface CollapseInput {
  /** A square picture in grey levels 0 to 255, row by row. */
  grey: ArrayLike<number>;
  layers: readonly CollapseLayer[];
  /** Whether a ReLU stands between any two layers. */
  relu: boolean;
  /** Whether zeros stand around the input of every layer, so that the size stays. */
  padded: boolean;
  seed: number;
}

/** Pictures are row by row. The first output channel is drawn; the differences are those of all. */
export interface CollapseOutput {
  /** What the layers give, what the one kernel gives, and the first less the second. */
  chain: Float32Array;
  fused: Float32Array;
  difference: Float32Array;
  side: number;
  /** The one kernel's first slice, and the side of all its slices. */
  kernel: Float32Array;
  kernelSide: number;
  channels: number;
  /** The largest magnitude that the chain gives. */
  largest: number;
  /** The largest difference: everywhere, without the frame, in it (null if there is no frame). */
  everywhere: number;
  inside: number;
  inFrame: number | null;
  /** Width of the frame: how far padding put between the layers can reach into the output. */
  frame: number;
  /** Weights and biases of the layers, and of the one. */
  parameters: number;
  fusedParameters: number;
  /** Multiply-adds of the layers, and of the one. */
  multiplyAdds: number;
  fusedMultiplyAdds: number;
}

/** Layers in a row against the one kernel that they would be if nothing stood between them. */
export default async function collapse(
  input: CollapseInput,
  _: TaskContext,
): Promise<CollapseOutput> {
  const side = Math.sqrt(input.grey.length);
  const found = tidy(() => {
    const x = tensor4d(
      Float32Array.from(input.grey, (value) => value / 127.5 - 1),
      [1, side, side, 1],
    );
    const layers = linearLayers(input);
    let chain = x;
    let multiplyAdds = 0;
    for (const [index, layer] of layers.entries()) {
      const z = applied(layer, chain, input.padded ? reach(layer) : 0);
      multiplyAdds += layer.kernel.size * z.shape[1] * z.shape[2];
      chain = input.relu && index < layers.length - 1 ? rectify(z) : z;
    }
    const one = layers.reduce(fuse);
    const fused = applied(one, x, input.padded ? reach(one) : 0);
    return {
      chain,
      fused,
      difference: sub<Tensor4D>(chain, fused),
      kernel: one.kernel,
      parameters: layers.reduce((sum, { kernel, bias }) => sum + kernel.size + bias.size, 0),
      fusedParameters: one.kernel.size + one.bias.size,
      multiplyAdds,
      fusedMultiplyAdds: one.kernel.size * fused.shape[1] * fused.shape[2],
      frame: input.padded ? layers.slice(1).reduce((sum, layer) => sum + reach(layer), 0) : 0,
    };
  });
  const { chain, fused, difference, kernel, frame, ...counts } = found;
  const [y, z, delta, taps] = await Promise.all(
    [chain, fused, difference, kernel].map((tensor) => tensor.data<'float32'>()),
  );
  const [, rows, columns, channels] = chain.shape;
  const [kernelSide, , , slices] = kernel.shape;
  dispose([chain, fused, difference, kernel]);
  if (!y || !z || !delta || !taps) throw new Error('Expected four results from the backend.');

  const isFrame = (at: number) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return Math.min(row, column, rows - 1 - row, columns - 1 - column) < frame;
  };
  let [inside, inFrame] = [0, 0];
  for (const [i, value] of delta.entries()) {
    if (isFrame(Math.floor(i / channels))) inFrame = Math.max(inFrame, Math.abs(value));
    else inside = Math.max(inside, Math.abs(value));
  }
  return {
    ...counts,
    chain: firstOf(y, channels),
    fused: firstOf(z, channels),
    difference: firstOf(delta, channels),
    side: rows,
    kernel: firstOf(taps, slices),
    kernelSide,
    channels,
    largest: y.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    everywhere: Math.max(inside, inFrame),
    inside,
    inFrame: frame > 0 ? inFrame : null,
    frame,
  };
}

function linearLayers({ layers, seed }: CollapseInput): LinearLayer[] {
  let cin = 1;
  return layers.map((layer, index) => {
    const draw = normal(mulberry32(1000 * seed + index));
    const stride = 1;
    if (layer.kind === 'named') {
      const k = layer.kernel.length;
      const values = layer.kernel.flat().flatMap((tap) => new Array<number>(cin).fill(tap / cin));
      const kernel = tensor4d(values, [k, k, cin, 1]);
      cin = 1;
      return { kernel, bias: tensor1d([0]), stride };
    }
    const { size: k, channels: cout } = layer;
    const n = k * k * cin;
    const values = Array.from({ length: n * cout }, () => Math.sqrt(2 / n) * draw());
    const kernel = tensor4d(values, [k, k, cin, cout]);
    const bias = tensor1d(Array.from({ length: cout }, () => 0.1 * draw()));
    cin = cout;
    return { kernel, bias, stride };
  });
}

/** (k − 1)/2: the padding that keeps the size. */
function reach({ kernel }: LinearLayer): number {
  return (kernel.shape[0] - 1) / 2;
}

function applied({ kernel, bias }: LinearLayer, x: Tensor4D, p: number): Tensor4D {
  const pads = { top: p, bottom: p, left: p, right: p };
  return add(forward(x, kernel, { padding: pads }), bias);
}

function firstOf(values: ArrayLike<number>, channels: number): Float32Array {
  return Float32Array.from(
    { length: values.length / channels },
    (_, at) => values[at * channels] ?? Number.NaN,
  );
}
