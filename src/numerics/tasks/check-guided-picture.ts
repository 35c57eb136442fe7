import { mul, sub, sum, tensor1d, tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

import { toTensor } from '../grid.ts';
import { backwardTo } from '../network/backward.ts';
import { changeWeights } from '../network/changeWeights.ts';
import { disposeNetwork, INPUT, lastPlace, type Network } from '../network/network.ts';
import { randomStack, type StackLayer } from '../network/randomStack.ts';
import { activationAt, run } from '../network/run.ts';
import { channelMean } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

const [SIDE, CHANNELS] = [9, 6];

/**
 * ⟨M, x⟩ = Σ R (z − b) over the units of the first layer, for the guided signal M of each of six
 * questions; without biases no term is negative, whatever the weights and whatever the question.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const draw = normal(mulberry32(seed));
  const conv: StackLayer = { type: 'conv', kernel: 3, stride: 1, dilation: 1 };
  const plain = randomStack([conv, conv, conv], { channels: CHANNELS, inputs: 3, seed });
  const biases = Array.from({ length: CHANNELS }, () => 0.5 * draw());
  const biased = changeWeights(plain, ({ kernel }, layer) =>
    layer === '1' ? { kernel, bias: tensor1d(biases) } : null,
  );
  const picture = randomArray([1, SIDE, SIDE, 3], draw);
  const found = tidy(() => {
    const x = toTensor(picture);
    const questions = Array.from({ length: CHANNELS }, (_, k) => k);
    return {
      biased: questions.map((k) => alongPicture(biased, x, k, biases)),
      plain: questions.map((k) => alongPicture(plain, x, k, null)),
    };
  });
  disposeNetwork(biased);
  disposeNetwork(plain);
  const all = [...found.biased, ...found.plain];
  const scale = Math.max(1, ...all.map(({ product }) => Math.abs(product)));
  const least = Math.min(...found.plain.map(({ product }) => product));
  const against = found.plain.filter(({ gradient }) => gradient < 0).length;
  return Promise.resolve({
    statement: `A random network, a random picture, ${CHANNELS} questions: ⟨M, x⟩ is at least ${least.toPrecision(3)}; with the gradient instead it is negative for ${against} of them`,
    rows: [
      {
        label: '⟨M, x⟩, and Σ R (z − b) over the first layer',
        value: Math.max(...all.map(({ product, terms }) => Math.abs(product - terms))),
        tolerance: 1e-4 * scale,
      },
      {
        label: 'without biases: by how much ⟨M, x⟩ falls below 0',
        value: Math.max(0, -least),
        tolerance: 1e-6 * scale,
      },
    ],
  });
}

/** ⟨M, x⟩ of the guided signal, the same unit by unit, and ⟨gradient, x⟩. */
function alongPicture(network: Network, x: Tensor4D, channel: number, biases: number[] | null) {
  const place = lastPlace(network);
  const scalar = channelMean(place, channel);
  const activations = run(network, x, { pre: true });
  const signal = scalar.derivative(activationAt(activations, place));
  const back = (relu: 'gradient' | 'guided') =>
    backwardTo(network, activations, { place, signal }, [INPUT, '1.pre'], { relu });
  const number = (tensor: Tensor) => sum(tensor).dataSync()[0] ?? Number.NaN;
  const guided = back('guided');
  const z = activationAt(activations, '1.pre');
  const linear = biases ? sub(z, tensor1d(biases)) : z;
  return {
    product: number(mul(activationAt(guided, INPUT), x)),
    terms: number(mul(activationAt(guided, '1.pre'), linear)),
    gradient: number(mul(activationAt(back('gradient'), INPUT), x)),
  };
}
