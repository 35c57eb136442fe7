import { dispose, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { disposeNetwork, type Network } from '#numerics/network/network.ts';
import { adam } from '#numerics/training/adam.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(() => startWasm());

const network = (): Network => ({
  steps: [
    { name: 'logits', type: 'dense', kernel: tensor2d([1, 2], [1, 2]), bias: tensor1d([0, 0]) },
  ],
});
const gradients = (kernel: [number, number]) => ({
  logits: { kernel: tensor2d(kernel, [1, 2]), bias: tensor1d([0, 0]) },
});
const kernelOf = ({ steps: [step] }: Network) =>
  step && 'kernel' in step ? [...step.kernel.dataSync()] : [];

describe('Adam', () => {
  it('moves every weight by the rate at its first step, whatever the size of its gradient', () => {
    const optimiser = adam(0.1);
    const after = optimiser.step(network(), gradients([1000, -0.001]));
    expect(kernelOf(after)[0]).toBeCloseTo(0.9, 5);
    expect(kernelOf(after)[1]).toBeCloseTo(2.1, 4);
    optimiser.dispose();
  });

  it('second step by hand: m̂ = (0.09·1 + 0.1·2)/0.19, v̂ = (0.000999·1 + 0.001·4)/0.001999', () => {
    const optimiser = adam(0.1);
    const once = optimiser.step(network(), gradients([1, 1]));
    const twice = optimiser.step(once, gradients([2, 1]));
    const [m, v] = [(0.09 + 0.2) / 0.19, (0.000999 + 0.004) / 0.001999];
    expect(kernelOf(twice)[0]).toBeCloseTo(0.9 - (0.1 * m) / Math.sqrt(v), 5);
    optimiser.dispose();
    disposeNetwork(once);
  });

  it('goes on from what it has saved as if nothing had been between', async () => {
    const [first, second] = [gradients([1, -3]), gradients([0.5, 2])];
    const whole = adam(0.1);
    const expected = kernelOf(whole.step(whole.step(network(), first), second));
    const before = adam(0.1);
    const half = before.step(network(), first);
    const after = adam(0.1, await before.save());
    expect(kernelOf(after.step(half, second))).toEqual(expected);
    dispose(Object.values(first.logits));
  });
});
