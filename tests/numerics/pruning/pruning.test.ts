import { dispose, memory, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { disposeNetwork } from '#numerics/network/network.ts';
import { magnitudeMasks, zeroShare } from '#numerics/pruning/magnitudeMasks.ts';
import { maskedAdam } from '#numerics/pruning/maskedAdam.ts';
import { prune } from '#numerics/pruning/prune.ts';
import { halves, withMirrored } from '#numerics/pruning/study.ts';
import { lossGradients } from '#numerics/training/lossGradients.ts';
import { saveWeights } from '#numerics/training/savedWeights.ts';
import { smallNetwork } from '#numerics/training/smallNetwork.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

const kernels = {
  a: Float32Array.of(-4, 3, -2, 1),
  b: Float32Array.of(0.4, -0.3, 0.2, -0.1),
};
const plain = (masks: Record<string, Float32Array>) =>
  Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, [...mask]]));

describe('masks by magnitude', () => {
  it('globally take the small layer first; by layer, or in units of it, they do not', () => {
    expect(plain(magnitudeMasks(kernels, 0.5, 'global'))).toEqual({
      a: [1, 1, 1, 1],
      b: [0, 0, 0, 0],
    });
    const fair = { a: [1, 1, 0, 0], b: [1, 1, 0, 0] };
    expect(plain(magnitudeMasks(kernels, 0.5, 'layer'))).toEqual(fair);
    expect(plain(magnitudeMasks(kernels, 0.5, 'scaled'))).toEqual(fair);
  });

  it('prune exactly the share that is asked for, also among equals', () => {
    const equal = { a: new Float32Array(10).fill(2), b: new Float32Array(10).fill(-2) };
    for (const share of [0, 0.05, 0.35, 0.7, 1]) {
      const masks = magnitudeMasks(equal, share, 'global');
      const zeros = (zeroShare(masks.a ?? equal.a) + zeroShare(masks.b ?? equal.b)) / 2;
      expect(zeros).toBeCloseTo(share, 10);
    }
  });
});

describe('the pictures of the study', () => {
  const labels = Array.from({ length: 40 }, (_, i) => i % 4);
  const pictures = { pixels: new Uint8Array(40 * 3072), labels };

  it('are halved by class, and no picture is in both halves', () => {
    const { training, test } = halves(pictures, 3);
    expect([...training, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
    for (const half of [training, test]) {
      for (let c = 0; c < 4; c++) expect(half.filter((i) => labels[i] === c)).toHaveLength(5);
    }
    expect(halves(pictures, 4).test).not.toEqual(test);
  });

  it('are mirrored left to right, pixel by pixel', () => {
    const one = { pixels: Uint8Array.from({ length: 3072 }, (_, i) => i % 251), labels: [2] };
    const both = withMirrored(one);
    expect(both.labels).toEqual([2, 2]);
    const mirrored = both.pixels.subarray(3072);
    expect([...mirrored.subarray(0, 3)]).toEqual([...one.pixels.subarray(93, 96)]);
    const again = withMirrored({ pixels: mirrored, labels: [2] }).pixels.subarray(3072);
    expect([...again]).toEqual([...one.pixels]);
  });
});

describe('training a pruned network', () => {
  beforeAll(startWasm);

  it('keeps every pruned weight at zero, moves the others, and leaks nothing', async () => {
    const before = memory().numTensors;
    const whole = smallNetwork({ widths: [4, 6], classes: 3 }, 5);
    const weights = await saveWeights(whole);
    const named = Object.fromEntries(
      Object.entries(weights).map(([name, { kernel }]) => [name, kernel.values]),
    );
    const masks = magnitudeMasks(named, 0.6, 'layer');
    let network = prune(whole, masks);
    disposeNetwork(whole);
    const optimiser = maskedAdam(masks, 0.01);
    const x = tensor4d(
      Float32Array.from({ length: 4 * 64 * 3 }, (_, i) => Math.sin(i * i)),
      [4, 8, 8, 3],
    );
    for (let i = 0; i < 5; i++) {
      const { loss, gradients } = lossGradients(network, x, [0, 1, 2, 0]);
      const next = optimiser.step(network, gradients);
      dispose(loss);
      for (const { kernel, bias } of Object.values(gradients)) dispose([kernel, bias]);
      disposeNetwork(network);
      network = next;
    }
    const after = await saveWeights(network);
    for (const [name, mask] of Object.entries(masks)) {
      const values = after[name]?.kernel.values ?? new Float32Array();
      expect(zeroShare(values)).toBeCloseTo(0.6, 1);
      values.forEach((value, i) => {
        if (mask[i] === 0) expect(Math.abs(value)).toBe(0);
      });
      expect([...values].some((value, i) => mask[i] === 1 && value !== named[name]?.[i])).toBe(
        true,
      );
    }
    disposeNetwork(network);
    optimiser.dispose();
    x.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
