import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  conv2d,
  matMul,
  maxPool,
  mean,
  disposeVariables,
  memory,
  neg,
  logSoftmax,
  mul,
  oneHot,
  relu,
  setBackend,
  sum,
  tensor1d,
  tensor4d,
  variable,
  variableGrads,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { largestDifference } from '#numerics/gradientCheck.ts';
import { disposeNetwork, type Network } from '#numerics/network/network.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import lossGradient from '#numerics/tasks/check-loss-gradient.ts';
import { lossGradients } from '#numerics/training/lossGradients.ts';
import { smallNetwork } from '#numerics/training/smallNetwork.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

const labels = [0, 1, 2, 1];
const batch = () => {
  const draw = normal(mulberry32(5));
  return tensor4d(Float32Array.from({ length: 4 * 8 * 8 * 3 }, draw), [4, 8, 8, 3]);
};

/** The same loss by the library's operations, and its gradients by automatic differentiation. */
function byAutodiff(network: Network, x: Tensor4D): Record<string, Tensor> {
  const weighted = network.steps.flatMap((step) => ('kernel' in step ? [step] : []));
  const kernels = weighted.map(({ kernel, name }) => variable(kernel, true, `${name}.kernel`));
  const biases = weighted.map(({ bias, name }) => variable(bias, true, `${name}.bias`));
  const { grads } = variableGrads(() => {
    let maps: Tensor4D = x;
    for (const i of [0, 1]) {
      if (i > 0) maps = maxPool(maps, 2, 2, 'valid');
      const z = conv2d(maps, kernels[i] as Tensor4D, 1, 'same');
      maps = relu(add(z, biases[i] ?? 0));
    }
    const logits = add(matMul(mean<Tensor2D>(maps, [1, 2]), kernels[2] as Tensor2D), biases[2] ?? 0);
    const chosen = oneHot(tensor1d(labels, 'int32'), 3);
    return neg(mean(sum(mul(logSoftmax(logits as Tensor2D), chosen), 1))) as Scalar;
  });
  disposeVariables();
  return grads;
}

describe('the gradient of the loss by all weights', () => {
  it.each(['cpu', 'wasm'])('is what automatic differentiation finds, on %s', async (backend) => {
    const network = await (async () => {
      await setBackend('cpu');
      return smallNetwork({ widths: [5, 4], classes: 3 }, 3);
    })();
    const x = batch();
    const expected = byAutodiff(network, x);
    if (backend === 'wasm') await startWasm();
    const before = memory().numTensors;
    const { loss, gradients } = lossGradients(network, x, labels);
    for (const [name, { kernel, bias }] of Object.entries(gradients)) {
      const pairs = [
        [kernel, expected[`${name}.kernel`]],
        [bias, expected[`${name}.bias`]],
      ] as const;
      for (const [found, wanted] of pairs) {
        expect(wanted, name).toBeDefined();
        expect(found.shape).toEqual(wanted?.shape);
        const [a, b] = [await found.data(), (await wanted?.data()) ?? []];
        expect(largestDifference(a, b), name).toBeLessThan(2e-6);
      }
    }
    expect(Object.keys(gradients)).toEqual(['conv1.pre', 'conv2.pre', 'logits']);
    expect(memory().numTensors).toBe(before + 1 + 6);
    expect(loss.dataSync()[0]).toBeGreaterThan(0);
    disposeNetwork(network);
  });

  it('is what central differences of the whole loss find, for thirty random networks', async () => {
    await startWasm();
    const before = memory().numTensors;
    for (let seed = 1; seed <= 30; seed++) {
      const { statement, rows } = await lossGradient({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
      }
    }
    expect(memory().numTensors).toBe(before);
  });
});
