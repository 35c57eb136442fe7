import { add, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardSignal } from '../attribution/gradient.ts';
import { toTensor } from '../grid.ts';
import { disposeNetwork, lastPlace, type Network } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { scalarValue } from '../network/scalarValue.ts';
import { channelMean } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

const [SIDE, INPUTS, CHANNELS] = [10, 3, 8];
/** How much brighter everything gets, and what ReLUs that switch meanwhile may make of it. */
const [STEP, SWITCHES] = [1 / 1024, 0.02];

/**
 * The sum of ∂s/∂x over the whole picture is the slope of s when everything gets brighter. Kernels of
 * the first layer that sum to zero do not see that at all, and then the positive and the negative
 * half of the gradient have equal sums.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const network = randomStack([conv, conv, conv], { channels: CHANNELS, inputs: INPUTS, seed });
  const picture = randomArray([1, SIDE, SIDE, INPUTS], normal(mulberry32(seed)));
  const scalar = channelMean(lastPlace(network), 0);
  const found = tidy(() => {
    const x = toTensor(picture);
    const valueOf = (of: Network, image: Tensor4D) =>
      scalarValue(of, image, scalar).dataSync()[0] ?? Number.NaN;
    const rise = (of: Network) =>
      (valueOf(of, add(x, STEP)) - valueOf(of, add(x, -STEP))) / (2 * STEP);
    const halves = (of: Network) => {
      let [plus, minus] = [0, 0];
      for (const slope of backwardSignal({ network: of, x, scalar }).dataSync<'float32'>()) {
        if (slope > 0) plus += slope;
        else minus -= slope;
      }
      return { plus, minus };
    };
    const blind = withoutSums(network);
    const [any, equal] = [halves(network), halves(blind)];
    return { any, equal, rise: rise(network), blindRise: rise(blind) };
  });
  disposeNetwork(network);
  const { any, equal, rise, blindRise } = found;
  const total = any.plus + any.minus;
  return Promise.resolve({
    statement: `Three random layers: all plus ${any.plus.toPrecision(3)}, all minus ${any.minus.toPrecision(3)}. With first kernels that sum to zero: ${equal.plus.toPrecision(5)} and ${equal.minus.toPrecision(5)}`,
    rows: [
      {
        label: 'plus less minus, and the slope when everything gets brighter',
        value: Math.abs(any.plus - any.minus - rise),
        tolerance: SWITCHES * total,
      },
      {
        label: 'kernels that sum to zero: plus less minus',
        value: Math.abs(equal.plus - equal.minus),
        tolerance: 1e-5 * (equal.plus + equal.minus),
      },
      {
        label: 'the same: the slope when everything gets brighter',
        value: Math.abs(blindRise),
        tolerance: 1e-3 * (equal.plus + equal.minus),
      },
    ],
  });
}

/** The network with kernels in its first layer from each of which its mean has been taken; for a `tidy`. */
function withoutSums({ steps }: Network): Network {
  const [first, ...rest] = steps;
  if (first?.type !== 'conv') throw new Error('Expected a network that starts with a convolution.');
  const { shape } = first.kernel;
  const taps = first.kernel.dataSync<'float32'>();
  const kernels = shape[3];
  const mean = (k: number) =>
    taps.reduce((sum, tap, i) => (i % kernels === k ? sum + tap : sum), 0) /
    (taps.length / kernels);
  const means = Float64Array.from({ length: kernels }, (_, k) => mean(k));
  const kernel = tensor4d(
    taps.map((tap, i) => tap - (means[i % kernels] ?? 0)),
    shape,
  );
  return { steps: [{ ...first, kernel }, ...rest] };
}
