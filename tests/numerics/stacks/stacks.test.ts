import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ledger, totalsOf } from '#numerics/architectures/ledger.ts';
import { vgg, vggBlocks, type VggName } from '#numerics/architectures/vgg.ts';
import { toTensor } from '#numerics/grid.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { randomArray } from '#numerics/randomArray.ts';
import { collapsed, contestant } from '#numerics/stacks/contestant.ts';
import { fitStack } from '#numerics/stacks/fitStack.ts';
import {
  middleNames,
  middleOf,
  middleParameters,
  widthForBudget,
} from '#numerics/stacks/middles.ts';
import { composeStack, plainKernel } from '#numerics/stacks/plainStack.ts';
import { solveSymmetric } from '#numerics/stacks/solveSymmetric.ts';
import { targetKernel } from '#numerics/stacks/targets.ts';

import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);

describe('the configurations of the paper', () => {
  it.each<[VggName, number, number]>([
    ['A', 132_863_336, 11],
    ['B', 133_047_848, 13],
    ['C', 133_638_952, 16],
    ['D', 138_357_544, 16],
    ['E', 143_667_240, 19],
  ])('%s has %i parameters in %i layers', (name, parameters, layers) => {
    const lines = ledger(vgg(name, vggBlocks[name]));
    expect(totalsOf(lines).parameters).toBe(parameters);
    expect(lines.filter((line) => line.parameters > 0)).toHaveLength(layers);
  });
});

describe('three small kernels in a row', () => {
  const missed = (
    name: 'blur' | 'wave' | 'corners' | 'lot',
    seed: number,
    m: number,
    start: number,
  ) => fitStack(targetKernel(name, seed), m, start).missed;

  it('make a blur exactly, and a wave nearly', () => {
    expect(missed('blur', 1, 1, 0)).toBeLessThan(1e-20);
    expect(missed('wave', 1, 1, 1)).toBeLessThan(0.002);
  });

  it('miss part of a kernel by lot, and with two channels between none of it', () => {
    expect(missed('lot', 1, 1, 0)).toBeGreaterThan(0.2);
    expect(missed('lot', 1, 2, 0)).toBeLessThan(1e-20);
  });

  it('make the two taps of the example', () => {
    const row = (taps: number[]) => ({
      ...plainKernel(3, 1, 1),
      values: Float64Array.from([...taps, 0, 0, 0, 0, 0, 0]),
    });
    const root = Math.sqrt(3);
    const whole = composeStack([row([1, root, 1]), row([1, -root, 1]), row([1, 0, 1])]);
    const wanted = [1, 0, 0, 0, 0, 0, 1];
    wanted.forEach((tap, i) => expect(whole.values[i]).toBeCloseTo(tap, 12));
  });

  it('make the corners exactly: the two taps along rows, times the same along columns', () => {
    const root = Math.sqrt(3);
    const kernels = [
      [1, root, 1],
      [1, -root, 1],
      [1, 0, 1],
    ].map((taps) => ({
      ...plainKernel(3, 1, 1),
      values: Float64Array.from(taps.flatMap((a) => taps.map((b) => a * b))),
    }));
    const { values } = composeStack(kernels);
    const corners = targetKernel('corners', 1).values;
    values.forEach((value, i) => expect(value / 2).toBeCloseTo(corners[i] ?? NaN, 12));
  });

  it('solves what it has to solve', () => {
    const x = solveSymmetric([Float64Array.of(4, 2), Float64Array.of(2, 3)], Float64Array.of(8, 8));
    expect(x[0]).toBeCloseTo(1, 12);
    expect(x[1]).toBeCloseTo(2, 12);
    expect(() => solveSymmetric([Float64Array.of(-1)], Float64Array.of(1))).toThrow('positive');
  });
});

describe('the contestants', () => {
  it('have at most the weights of the 7×7, the wide one nearly as many', () => {
    expect(widthForBudget(8)).toBe(12);
    const weights = (width: number) => 9 * (2 * 8 * width + width ** 2);
    expect(weights(12)).toBeLessThanOrEqual(49 * 64);
    expect(weights(13)).toBeGreaterThan(49 * 64);
    expect(middleNames.map((name) => middleParameters(middleOf(name, 8), 8))).toEqual([
      3144, 3216, 1752, 1752, 3288, 3056,
    ]);
  });

  it('without ReLUs between are one 7×7, to rounding', () => {
    const before = memory().numTensors;
    const network = contestant(middleOf('linear', 4), 4, 3, 1);
    const one = collapsed(network);
    const x = toTensor(randomArray([2, 20, 20, 3], normal(mulberry32(1))));
    const [a, b] = [network, one].map((net) => {
      const logits = valuesAt(net, x);
      const values = [...logits.dataSync()];
      logits.dispose();
      return values;
    });
    a?.forEach((value, i) => expect(b?.[i]).toBeCloseTo(value, 4));
    x.dispose();
    disposeNetwork(one);
    // The middle's own kernels are not shared.
    disposeNetwork({ steps: network.steps.filter(({ name }) => name.startsWith('middle')) });
    expect(memory().numTensors).toBe(before);
    const rectified = contestant(middleOf('threes', 4), 4, 3, 1);
    expect(() => collapsed(rectified)).toThrow('found a ReLU');
    disposeNetwork(rectified);
  });
});
