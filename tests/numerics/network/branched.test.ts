import {
  dispose,
  grad,
  memory,
  setBackend,
  tensor,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { centralDifferences } from '#numerics/gradientCheck.ts';
import { backward, backwardTo } from '#numerics/network/backward.ts';
import { ablateChannels } from '#numerics/network/changeWeights.ts';
import { buildNetwork } from '#numerics/network/buildNetwork.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { rectifyBackward, type ReluRule } from '#numerics/network/layers/relu.ts';
import { layersSchema } from '#numerics/network/manifest.ts';
import { disposeNetwork, INPUT, places, type Network } from '#numerics/network/network.ts';
import { randomiseLayers } from '#numerics/network/randomiseLayers.ts';
import { activationAt, run, valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { channelMean, logit, unit, type Scalar } from '#numerics/network/scalars.ts';
import { pixelsSeen } from '#numerics/receptiveField.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { branchedLayers, branchedNetwork } from './branched.ts';
import { tinyImages } from './tiny.ts';

beforeAll(startWasm);
afterAll(() => void setBackend('wasm'));

const [HEIGHT, WIDTH] = [9, 8];
const images = (seed: number, n = 1) => tinyImages(seed, n, HEIGHT, WIDTH);

describe('a residual block worked by hand', () => {
  // x → depthwise (1, 2, 1) − 1 → ReLU6 → times ½ → plus x → mean
  const layers = layersSchema.parse([
    { ...row('depthwise', 'depthwiseConv', [1, 3]), relu: true, ceiling: 6 },
    { ...row('project', 'conv', [1, 1]), relu: false },
    { ...row('block', 'add', [1, 1]), from: ['project', INPUT] },
    { name: 'mean', type: 'globalAveragePool', inputShape: [1, 3, 1], outputShape: [1] },
  ]);
  const network = () =>
    buildNetwork(
      { layers },
      {
        depthwise: {
          kernel: { shape: [1, 3, 1, 1], values: Float32Array.of(1, 2, 1) },
          bias: { shape: [1], values: Float32Array.of(-1) },
        },
        project: {
          kernel: { shape: [1, 1, 1, 1], values: Float32Array.of(0.5) },
          bias: { shape: [1], values: Float32Array.of(0) },
        },
      },
    );
  const x = () => tensor([1, 2, 3], [1, 1, 3, 1]) as Tensor4D;

  test('goes forward as on paper', () => {
    const values = run(network(), x(), { pre: true });
    const at = (place: string) => [...activationAt(values, place).dataSync()];
    expect(at('depthwise.pre')).toEqual([3, 7, 7]);
    expect(at('depthwise')).toEqual([3, 6, 6]);
    expect(at('block')).toEqual([2.5, 5, 6]);
    expect(at('mean')).toEqual([4.5]);
  });

  test('goes back as on paper: what comes through the block and what comes past it add up', () => {
    const { signal } = scalarGradient(network(), x(), unit('mean', [0]));
    const past = [1 / 3, 1 / 3, 1 / 3];
    const through = [2 / 6, 1 / 6, 0]; // only the first unit is between 0 and 6
    const expected = past.map((value, i) => value + (through[i] ?? NaN));
    signal.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? NaN, 6);
    });
  });

  function row(name: string, type: string, kernelSize: number[]) {
    return {
      ...{ name, type, kernelSize, stride: 1, padding: 'same', parameters: 1 },
      inputShape: [1, 3, 1],
      outputShape: [1, 3, 1],
      kernel: { shape: [...kernelSize, 1, 1], dtype: 'float32', byteOffset: 0 },
      bias: { shape: [1], dtype: 'float32', byteOffset: 0 },
    };
  }
});

describe('the three ways back through a ReLU that stops at 6', () => {
  const a = [0, 2, 0, 3, 6, 6]; // off, on, off, on, at the ceiling
  const upstream = [5, -6, -7, 8, 9, -9];
  test.each<[ReluRule, string, number[]]>([
    ['gradient', 'lets everything through between 0 and 6', [0, -6, 0, 8, 0, 0]],
    ['deconvnet', 'lets what is positive through, wherever it is', [5, 0, 0, 8, 9, 0]],
    ['guided', 'lets what is positive through between 0 and 6', [0, 0, 0, 8, 0, 0]],
  ])('%s %s', (rule, _, expected) => {
    const signal = rectifyBackward(rule, tensor(upstream), tensor(a), 6);
    expect([...signal.dataSync()].map((value) => value + 0)).toEqual(expected);
  });
});

const scalars: [string, Scalar][] = [
  ['the mean of a depthwise layer’s channel', channelMean('block1.depthwise', 3)],
  ['a unit before its ReLU', unit('block2.depthwise.pre', [1, 0, 5])],
  ['the mean of a sum’s channel', channelMean('block1', 2)],
  ['an anchor’s logit', unit('anchors', [7, 1])],
  ['an anchor’s logit of the second head', unit('anchors', [43, 0])],
  ['a class’s logit', logit('logits', 2)],
];

describe('a network with branches', () => {
  test.each(scalars)(
    'has for %s the gradient of the image that central differences find',
    (_, scalar) => {
      for (const seed of [1, 2, 3]) {
        const network = branchedNetwork(seed);
        const x = images(seed + 100);
        const found = scalarGradient(network, x, scalar).signal.dataSync();
        const s = (values: Float64Array) =>
          tidy(() => {
            const moved = tensor(Float32Array.from(values), x.shape) as Tensor4D;
            return scalar.value(valuesAt(network, moved, scalar.place)).dataSync()[0] ?? NaN;
          });
        const [wide, narrow] = [2 ** -8, 2 ** -10].map((h) =>
          centralDifferences(s, Float64Array.from(x.dataSync()), h),
        );
        if (!wide || !narrow) throw new Error('two steps');
        const smooth = [...wide.keys()].filter(
          (i) => Math.abs((wide[i] ?? 0) - (narrow[i] ?? 0)) < 4e-3,
        );
        expect(smooth.length).toBeGreaterThan(0.9 * wide.length);
        for (const i of smooth) {
          expect(Math.abs((found[i] ?? NaN) - (narrow[i] ?? NaN))).toBeLessThan(1e-2);
        }
      }
    },
  );

  test.each(scalars)(
    'has for %s the gradients of automatic differentiation, to the image and across the branch',
    async (_, scalar) => {
      await setBackend('cpu');
      const network = branchedNetwork(7);
      const x = images(8, 2);
      const activations = run(network, x, { pre: true });
      const signal = scalar.derivative(activationAt(activations, scalar.place));
      const seed = { place: scalar.place, signal };
      const signals = backwardTo(network, activations, seed, [INPUT, 'conv1']);
      for (const place of [INPUT, 'conv1']) {
        const s = (values: Tensor) =>
          scalar.value(valuesAt(after(network, place), values as Tensor4D, scalar.place));
        const expected = grad(s)(activationAt(activations, place)).dataSync();
        const scale = Math.max(...expected.map(Math.abs));
        expect(scale).toBeGreaterThan(0);
        const found = signals[place]?.dataSync() ?? [];
        expect(found.length).toBe(expected.length);
        for (const [i, value] of expected.entries()) {
          expect(Math.abs((found[i] ?? NaN) - value) / scale).toBeLessThan(1e-5);
        }
      }
      await setBackend('wasm');
    },
  );

  test('has units at 6 and units below 0, so that both ends of the ReLU matter', () => {
    const values = activationAt(run(branchedNetwork(7), images(8)), 'block1.expand').dataSync();
    for (const end of [0, 6]) expect(values.some((value) => value === end)).toBe(true);
  });

  test('gives the same values step by step and with each ReLU done at once', () => {
    const [network, x] = [branchedNetwork(4), images(5, 2)];
    const whole = run(network, x, { pre: true });
    expect(Object.keys(whole)).toEqual(places(network));
    const atOnce = run(network, x);
    for (const place of places(network)) {
      const expected = activationAt(whole, place).dataSync();
      const found = [atOnce[place], valuesAt(network, x, place)].flatMap((values) => values ?? []);
      for (const values of found) {
        for (const [i, value] of values.dataSync().entries()) {
          expect(value).toBeCloseTo(expected[i] ?? NaN, 4);
        }
      }
    }
  });

  test('runs only what leads to the place that is asked for', () => {
    const names = Object.keys(run(branchedNetwork(4), images(5), { to: 'head1' }));
    expect(names).toContain('block1');
    expect(names).not.toContain('block2');
  });

  test('knows when a place does not lead to the scalar', () => {
    const network = branchedNetwork(4);
    const activations = run(network, images(5));
    const seed = { place: 'head1', signal: activationAt(activations, 'head1') };
    expect(() => backward(network, activations, seed, { to: 'block2' })).toThrow('before head1');
  });

  test('lists its anchors head by head, row by row, column by column', () => {
    const activations = run(branchedNetwork(4), images(5));
    const anchors = activationAt(activations, 'anchors');
    expect(anchors.shape).toEqual([1, 5 * 4 * 2 + 3 * 2, 3]);
    const list = anchors.dataSync();
    const head1 = activationAt(activations, 'head1').dataSync();
    const head2 = activationAt(activations, 'head2').dataSync();
    expect([...list]).toEqual([...head1, ...head2]);
  });

  test('has for each class the logit of its strongest anchor, of any size of image', () => {
    const activations = run(branchedNetwork(4), tinyImages(5, 2, 13, 10));
    const anchors = activationAt(activations, 'anchors').arraySync() as number[][][];
    const logits = activationAt(activations, 'logits').arraySync() as number[][];
    for (const [image, list] of anchors.entries()) {
      for (const c of [0, 1, 2]) {
        expect(logits[image]?.[c]).toBe(Math.max(...list.map((z) => z[c] ?? NaN)));
      }
    }
  });

  test('sends a class’s signal to the first of equal anchors', () => {
    const steps = branchedNetwork(4).steps.slice(-1);
    const z = tensor([1, 5, 7, 5, 7, 0], [1, 3, 2]);
    const activations = { anchors: z, logits: tensor([7, 5], [1, 2]) };
    const seed = { place: 'logits', signal: tensor([10, 20], [1, 2]) };
    const signal = backward({ steps }, activations, seed, { to: 'anchors' });
    expect([...signal.dataSync()]).toEqual([0, 20, 10, 0, 0, 0]);
  });

  test('can lose channels of a depthwise layer, and have it randomised', () => {
    const [network, x] = [branchedNetwork(4), images(5)];
    const maps = valuesAt(
      ablateChannels(network, { 'block2.depthwise': [3] }),
      x,
      'block2.depthwise',
    );
    const original = valuesAt(network, x, 'block2.depthwise').dataSync();
    maps.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(i % 8 === 3 ? 0 : (original[i] ?? NaN), 5);
    });
    const random = randomiseLayers(network, ['block1.depthwise'], 3).steps;
    const step = random.find(({ name }) => name === 'block1.depthwise.pre');
    if (step?.type !== 'depthwiseConv') throw new Error('another step');
    const largest = step.kernel.abs().max().dataSync()[0] ?? 0;
    expect(largest).toBeLessThanOrEqual(1 / 3); // nine weights come together in an output
    expect(largest).toBeGreaterThan(0.8 / 3);
  });

  test('leaves as many tensors as it found', () => {
    const network = branchedNetwork(3);
    const x = images(4, 2);
    const interact = () => {
      for (const [, scalar] of scalars) {
        for (const relu of ['gradient', 'deconvnet', 'guided'] as const) {
          dispose(scalarGradient(network, x, scalar, { rules: { relu } }));
        }
      }
      dispose(run(network, x, { pre: true }));
      valuesAt(network, x).dispose();
    };
    interact();
    const before = memory().numTensors;
    for (let i = 0; i < 10; i++) interact();
    expect(memory().numTensors).toBe(before);
    expect(x.isDisposed).toBe(false);
  });
});

describe('what a layer with branches sees', () => {
  const views = layerViews(branchedLayers, [HEIGHT, WIDTH]);

  test('a list of anchors has no one receptive field, its heads have', () => {
    expect(views['anchors']).toBeUndefined();
    expect(views['logits']).toBeUndefined();
    expect(views['head2']?.size).toEqual([11, 11]);
  });

  test.each(['block1.depthwise', 'block1', 'block2'])(
    'the receptive field of %s is where its gradient can be other than zero',
    (place) => {
      const view = views[place];
      if (!view) throw new Error(`no view of ${place}`);
      for (const at of [[0, 0] as const, view.units.map((n) => n - 1) as [number, number]]) {
        const { rows, columns } = pixelsSeen(view, at, [HEIGHT, WIDTH]);
        const seen: [number[], number[]] = [[], []];
        for (let seed = 1; seed <= 40; seed++) {
          tidy(() => {
            const network = branchedNetwork(seed);
            const scalar = unit(place, [...at, seed % 4]);
            const { signal } = scalarGradient(network, images(seed), scalar);
            signal.dataSync().forEach((value, i) => {
              if (value === 0) return;
              seen[0].push(Math.floor(i / (WIDTH * 2)));
              seen[1].push(Math.floor(i / 2) % WIDTH);
            });
            disposeNetwork(network);
          });
        }
        const range = (values: number[]) => [Math.min(...values), Math.max(...values) + 1];
        expect(seen.map(range)).toEqual([rows, columns]);
      }
    },
  );
});

/** The steps after a place through which all of the network goes. */
function after(network: Network, place: string): Network {
  const steps = network.steps.slice(places(network).indexOf(place));
  return {
    steps: steps.map((step) => ({
      ...step,
      from: step.from?.map((name) => (name === place ? INPUT : name)),
    })),
  };
}
