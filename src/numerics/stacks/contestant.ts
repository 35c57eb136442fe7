import {
  keep,
  tensor,
  tidy,
  zeros,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { fuse } from '../conv/fuse.ts';
import type { Network, Step } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { channelsOf, type Middle } from './middles.ts';

/** A convolution as a step of a network. */
type ConvStep = Extract<Step, { type: 'conv' }>;

/**
 * An untrained network for images [N,H,W,3]: a 3×3 convolution that keeps the size, ReLU, pooling of
 * 2×2; the middle, whose kernels do not pad, and a ReLU; the mean of each map, and a dense layer.
 * Kernels are drawn with variance 2/n if a ReLU is behind them, else 1/n, with n the values that an
 * output is made from. `disposeNetwork` frees it.
 */
export function contestant(middle: Middle, maps: number, classes: number, seed: number): Network {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const drawn = (shape: number[], variance: number): Tensor => {
    const size = shape.reduce((product, n) => product * n, 1);
    const scale = Math.sqrt(variance);
    return keep(
      tensor(
        Float32Array.from({ length: size }, () => scale * draw()),
        shape,
      ),
    );
  };
  const biases = (count: number): Tensor1D => keep(zeros([count]));
  const first: Step[] = [
    {
      name: 'first.pre',
      type: 'conv',
      kernel: drawn([3, 3, 3, maps], 2 / 27) as Tensor4D,
      bias: biases(maps),
      stride: 1,
      padding: 'same',
    },
    { name: 'first', type: 'relu' },
    { name: 'pool', type: 'maxPool', size: 2 } as Step,
  ];
  const channels = channelsOf(middle, maps);
  const steps = channels.flatMap(([inputs, outputs], i): Step[] => {
    const side = middle.sides[i] ?? 1;
    const rectified = middle.relu || i === channels.length - 1;
    const kernel = drawn(
      [side, side, inputs, outputs],
      (rectified ? 2 : 1) / (side * side * inputs),
    );
    const name = `middle${i + 1}`;
    const conv: ConvStep = {
      name: rectified ? `${name}.pre` : name,
      type: 'conv',
      kernel: kernel as Tensor4D,
      bias: biases(outputs),
      stride: 1,
      padding: 'valid',
    };
    return rectified ? [conv, { name, type: 'relu' }] : [conv];
  });
  const dense = {
    name: 'logits',
    type: 'dense',
    kernel: drawn([maps, classes], 1 / maps),
    bias: biases(classes),
  } as Step;
  return { steps: [...first, ...steps, { name: 'average', type: 'globalAveragePool' }, dense] };
}

/**
 * The same function with one kernel in the middle, for a contestant without ReLUs between its small
 * ones; it shares all other weights. Throws on one with ReLUs.
 */
export function collapsed(network: Network): Network {
  const middle = network.steps.filter(
    (step): step is ConvStep => step.type === 'conv' && step.name.startsWith('middle'),
  );
  if (middle.slice(0, -1).some(({ name }) => name.endsWith('.pre'))) {
    throw new Error('Expected nothing between the convolutions, found a ReLU.');
  }
  const last = middle.at(-1);
  if (!last) throw new Error('Expected a convolution in the middle, found none.');
  const { kernel, bias } = tidy(() =>
    middle.map(({ kernel, bias }) => ({ kernel, bias, stride: 1 })).reduce(fuse),
  );
  const one: ConvStep = { ...last, kernel: keep(kernel), bias: keep(bias) };
  return {
    steps: network.steps.flatMap((step) => {
      if (step === last) return [one];
      return middle.includes(step as ConvStep) ? [] : [step];
    }),
  };
}
