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
import { rectifyBackward, type ReluRule } from '#numerics/network/layers/relu.ts';
import { spreadEvenly, throughSwitches } from '#numerics/network/layers/maxPool.ts';
import { INPUT, places, type Network } from '#numerics/network/network.ts';
import { activationAt, run, valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import {
  channelMean,
  logit,
  logProbability,
  negative,
  probability,
  unit,
  type Scalar,
} from '#numerics/network/scalars.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { tinyImages, tinyNetwork, type Head } from './tiny.ts';

beforeAll(startWasm);
afterAll(() => void setBackend('wasm'));

const scalars: [string, Scalar][] = [
  ['a unit of conv1', unit('conv1', [2, 3, 1])],
  ['a unit before its ReLU', unit('conv2.pre', [0, 1, 4])],
  ['the mean of a channel', channelMean('conv2', 2)],
  ['the mean of a pooled channel', channelMean('pool1', 0)],
  ['a logit', logit('logits', 1)],
  ['a log-probability', logProbability('logits', 2)],
  ['minus a log-probability', negative(logProbability('logits', 0))],
  ['a probability', probability('logits', 0)],
];

describe.each<Head>(['globalAveragePool', 'flatten'])('with a head that begins with %s', (head) => {
  test.each(scalars)(
    'the gradient of %s with respect to the image agrees with central differences',
    (_, scalar) => {
      for (const seed of [1, 2, 3]) {
        const network = tinyNetwork(seed, head);
        const x = tinyImages(seed + 100);
        const found = scalarGradient(network, x, scalar).signal.dataSync();
        const s = (values: Float64Array) => valueAt(network, scalar, values, x.shape);
        // Float32 inside, so the step is large; where it crosses a kink, two steps disagree.
        const [wide, narrow] = [2 ** -8, 2 ** -10].map((h) =>
          centralDifferences(s, Float64Array.from(x.dataSync()), h),
        );
        if (!wide || !narrow) throw new Error('two steps');
        const smooth = [...wide.keys()].filter(
          (i) => Math.abs((wide[i] ?? 0) - (narrow[i] ?? 0)) < 1e-3,
        );
        expect(smooth.length).toBeGreaterThan(0.9 * wide.length);
        for (const i of smooth) {
          expect(Math.abs((found[i] ?? NaN) - (narrow[i] ?? NaN))).toBeLessThan(1e-3);
        }
      }
    },
  );

  test.each(scalars)(
    'the gradient of %s with respect to every place before it is automatic differentiation’s',
    async (_, scalar) => {
      await setBackend('cpu'); // stock wasm loses gradients in max pooling
      const network = tinyNetwork(7, head);
      const x = tinyImages(8, 3);
      const activations = run(network, x, { pre: true });
      const seed = seedOf(scalar, activations);
      const before = places(network).slice(0, places(network).indexOf(scalar.place) + 1);
      const signals = backwardTo(network, activations, seed, before);
      expect(Object.keys(signals).sort()).toEqual([...before].sort());
      for (const place of before) {
        const rest = { steps: network.steps.slice(places(network).indexOf(place)) };
        const s = (values: Tensor) =>
          scalar.value(
            place === scalar.place ? values : valuesAt(rest, values as Tensor4D, scalar.place),
          );
        const expected = grad(s)(activationAt(activations, place)).dataSync();
        const found = signals[place]?.dataSync() ?? [];
        expect(found.length).toBe(expected.length);
        for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
      }
      await setBackend('wasm');
    },
  );
});

test('each image of a batch has the gradient that it has alone', () => {
  const network = tinyNetwork(4);
  const x = tinyImages(5, 3);
  const scalar = logProbability('logits', [2, 0, 1]);
  const together = scalarGradient(network, x, scalar).signal;
  for (const [i, c] of [2, 0, 1].entries()) {
    const one = x.slice([i], [1]) as Tensor4D;
    const alone = scalarGradient(network, one, logProbability('logits', c)).signal.dataSync();
    const found = together.slice([i], [1]).dataSync();
    for (const [j, value] of alone.entries()) expect(found[j]).toBeCloseTo(value, 5);
  }
});

describe('the three ways back through a ReLU', () => {
  const a = [0, 2, 0, 3]; // on, off, on, off: z = −1, 2, −4, 3
  const upstream = [5, -6, -7, 8];
  test.each<[ReluRule, string, number[]]>([
    ['gradient', 'lets everything through where the unit was on', [0, -6, 0, 8]],
    ['deconvnet', 'lets what is positive through, wherever it is', [5, 0, 0, 8]],
    ['guided', 'lets what is positive through where the unit was on', [0, 0, 0, 8]],
  ])('%s %s', (rule, _, expected) => {
    const signal = rectifyBackward(rule, tensor(upstream), tensor(a));
    expect([...signal.dataSync()].map((value) => value + 0)).toEqual(expected);
  });

  test('each rule gives a network’s image a signal of its own', () => {
    const network = tinyNetwork(9);
    const x = tinyImages(10);
    const [plain, deconvnet, guided] = (['gradient', 'deconvnet', 'guided'] as const).map(
      (relu) => {
        const rules = { relu, switches: 'forgotten' } as const; // so that units that are off get some
        return [
          ...scalarGradient(network, x, channelMean('conv2', 0), { rules }).signal.dataSync(),
        ];
      },
    );
    expect(deconvnet).not.toEqual(plain);
    expect(guided).not.toEqual(plain);
    expect(guided).not.toEqual(deconvnet);
  });
});

describe.each(['wasm', 'cpu'])('on %s, max pooling', (backend) => {
  beforeAll(() => setBackend(backend));
  const pool = { type: 'maxPool', size: 2 } as const;
  // Two windows and a column that fills none; the right window has its maximum twice.
  const x = () =>
    tensor(
      [
        [1, 9, 4, 7, 8],
        [3, 2, 7, 5, 8],
      ].flat(),
      [1, 2, 5, 1],
    ) as Tensor4D;
  const y = () => tensor([9, 7], [1, 1, 2, 1]) as Tensor4D;
  const g = () => tensor([10, 20], [1, 1, 2, 1]) as Tensor4D;

  test('sends the signal to the first maximum of each window and nothing to what was left over', () => {
    const signal = throughSwitches(pool, g(), x(), y());
    expect([...signal.dataSync()]).toEqual([0, 10, 0, 20, 0, 0, 0, 0, 0, 0]);
  });

  test('has the switch of a window of zeros in its top left corner', () => {
    const zeros = tensor(new Float32Array(4), [1, 2, 2, 1]) as Tensor4D;
    const zero = tensor([0], [1, 1, 1, 1]) as Tensor4D;
    const one = tensor([3], [1, 1, 1, 1]) as Tensor4D;
    const signal = throughSwitches(pool, one, zeros, zero);
    expect([...signal.dataSync()]).toEqual([3, 0, 0, 0]);
  });

  test('without switches spreads the signal evenly over each window', () => {
    const signal = spreadEvenly(pool, g(), [1, 2, 5, 1]);
    expect([...signal.dataSync()]).toEqual([2.5, 2.5, 5, 5, 0, 2.5, 2.5, 5, 5, 0]);
  });

  test('of a network can use the switches of another image, or forget them', () => {
    const network = tinyNetwork(11);
    const [mine, other] = [run(network, tinyImages(12)), run(network, tinyImages(13))];
    const seed = seedOf(unit('pool1', [1, 1, 2]), mine);
    const at = (switches: 'own' | 'forgotten' | typeof other) => [
      ...backward(network, mine, seed, { to: 'conv1', rules: { switches } }).dataSync(),
    ];
    const strongest = (values: number[]) => values.flatMap((value, i) => (value ? [i] : []));
    expect(at(other)).toEqual([...backward(network, other, seed, { to: 'conv1' }).dataSync()]);
    expect(strongest(at('own'))).toHaveLength(1);
    expect(strongest(at('forgotten'))).toHaveLength(4);
    expect(at('forgotten').reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  });
});

test('a way back says what it misses', () => {
  const network = tinyNetwork(1);
  const activations = run(network, tinyImages(2), { to: 'conv2' });
  const signal = activationAt(activations, 'conv2');
  expect(() => backward(network, activations, { place: 'logits', signal })).toThrow('Run further');
  expect(() => backward(network, activations, { place: 'conv9', signal })).toThrow("'conv9'");
  expect(() => backward(network, activations, { place: 'conv1', signal })).toThrow('shape');
  const late = () => backward(network, activations, { place: 'conv2', signal }, { to: 'logits' });
  expect(late).toThrow('before conv2');
});

test('a hundred ways there and back leave as many tensors as they found', () => {
  const network = tinyNetwork(3);
  const x = tinyImages(4, 2);
  const interact = () => {
    for (const [, scalar] of scalars) {
      for (const relu of ['gradient', 'guided'] as const) {
        dispose(scalarGradient(network, x, scalar, { rules: { relu, switches: 'forgotten' } }));
      }
      dispose(scalarGradient(network, x, scalar, { to: scalar.place }));
    }
    dispose(run(network, x, { pre: true }));
    dispose(run(network, x, { to: INPUT }));
    valuesAt(network, x).dispose();
    valuesAt(network, x, INPUT).dispose();
  };
  interact();
  const before = memory().numTensors;
  for (let i = 0; i < 100; i++) interact();
  expect(memory().numTensors).toBe(before);
  expect(x.isDisposed).toBe(false);
});

function seedOf(scalar: Scalar, activations: ReturnType<typeof run>) {
  const signal = scalar.derivative(activationAt(activations, scalar.place));
  return { place: scalar.place, signal };
}

function valueAt(
  network: Network,
  scalar: Scalar,
  values: Float64Array,
  shape: Tensor4D['shape'],
): number {
  return tidy(() => {
    const x = tensor(Float32Array.from(values), shape) as Tensor4D;
    return scalar.value(valuesAt(network, x, scalar.place)).dataSync()[0] ?? Number.NaN;
  });
}
