import {
  dispose,
  grad,
  memory,
  mul,
  setBackend,
  add,
  tensor4d,
  type Scalar,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { largestDifference } from '#numerics/gradientCheck.ts';
import { backward, backwardFrom } from '#numerics/network/backward.ts';
import { disposeNetwork, INPUT } from '#numerics/network/network.ts';
import { activationAt, run, valuesAt } from '#numerics/network/run.ts';
import { meanGramMatrix } from '#numerics/style/gramMatrix.ts';
import { optimiseImage, type ImageSoFar } from '#numerics/style/optimiseImage.ts';
import { transferLoss } from '#numerics/style/transferLoss.ts';
import { transferTerms, type TransferWeights } from '#numerics/style/transferTerms.ts';

import { tinyImages, tinyNetwork } from '../network/tiny.ts';
import { uninterrupted } from '../tasks/uninterrupted.ts';
import { startWasm } from '../wasm/wasmBackend.ts';

beforeAll(startWasm);
afterAll(() => void setBackend('wasm'));

const weights: TransferWeights = {
  content: { place: 'conv2', weight: 0.7 },
  style: [
    { place: 'conv1', weight: 2 },
    { place: 'pool1', weight: 1 },
    { place: 'conv2', weight: 3 },
  ],
};

test('signals that begin at several places arrive as the sum of what each would bring alone', () => {
  const network = tinyNetwork(1);
  const activations = run(network, tinyImages(2));
  const seeds = ['conv1', 'conv2', 'conv1', 'input'].map((place, i) => {
    const values = activationAt(activations, place);
    return { place, signal: mul(values, i + 1) };
  });
  const together = backwardFrom(network, activations, seeds, [INPUT])[INPUT]?.dataSync() ?? [];
  const [first, ...more] = seeds.map((seed) => backward(network, activations, seed));
  const expected = more.reduce<Tensor>((total, one) => add(total, one), first as Tensor).dataSync();
  expect(largestDifference(together, expected)).toBeLessThan(1e-4);
});

test.each<[string, Partial<TransferWeights>]>([
  ['content and style', {}],
  ['the card’s mistake', { content: { place: 'conv2', weight: 0.7, byGram: true } }],
  ['covariances', { centred: true }],
])(
  'the gradient of the whole loss, %s, is automatic differentiation’s and that of differences',
  async (_, change) => {
    await setBackend('cpu');
    const network = tinyNetwork(3);
    const [x, content, style] = [tinyImages(4), tinyImages(5), tinyImages(6, 1, 9, 8)];
    const terms = transferTerms(network, { content, style }, { ...weights, ...change });
    const { gradient, values } = transferLoss(network, x, terms);
    const total = values.reduce(
      (sum, value, i) => sum + value.arraySync() * (terms[i]?.weight ?? 0),
      0,
    );

    const asTensors = (image: Tensor4D): Scalar => {
      const parts = terms.map((term): Scalar => {
        const maps = valuesAt(network, image, term.place) as Tensor4D;
        const [, , , n] = maps.shape;
        const [own, share] =
          term.kind === 'features' ? [maps, 1 / 2] : [meanGramMatrix(maps, term), 1 / (4 * n * n)];
        return mul(own.sub(term.target).square().sum(), share * term.weight);
      });
      return parts.reduce((sum, part) => add(sum, part));
    };
    expect(asTensors(x).arraySync()).toBeCloseTo(total, 4);
    const byTape = grad((image) => asTensors(image as Tensor4D))(x);
    expect(largestDifference(gradient.dataSync(), byTape.dataSync())).toBeLessThan(1e-4);

    const loss = (image: Float32Array) => asTensors(tensor4d(image, x.shape)).arraySync();
    const point = Float32Array.from(x.dataSync());
    const h = 2 ** -8;
    const byDifference = [...point.keys()].map((i) => {
      const [above, below] = [h, -h].map((step) => {
        const moved = Float32Array.from(point);
        moved[i] = (moved[i] ?? 0) + step;
        return loss(moved);
      });
      return ((above ?? 0) - (below ?? 0)) / (2 * h);
    });
    // Where a unit crosses the kink of its ReLU within h, the difference is another number.
    const apart = byDifference.filter((d, i) => Math.abs(d - (gradient.dataSync()[i] ?? 0)) > 0.02);
    expect(apart.length).toBeLessThan(point.length / 20);
    await setBackend('wasm');
  },
);

test('an image is moved downhill, within the range, and by parts as at once', async () => {
  const network = tinyNetwork(7);
  const [content, style] = [tinyImages(8), tinyImages(9)];
  const terms = transferTerms(network, { content, style }, weights);
  const lossOf = (x: Tensor4D) => transferLoss(network, x, terms);
  const start = { shape: content.shape, values: Float32Array.from(content.dataSync()) };
  const before = memory().numTensors;
  const options = { rate: 0.05, range: [-4, 4] as const };
  const seen: ImageSoFar[] = [];
  const whole = await optimiseImage(
    start,
    lossOf,
    { ...options, steps: 12, every: 5, onImage: (image) => seen.push(image) },
    uninterrupted,
  );
  const [, fifth] = [seen[1], seen[0]];
  if (!whole || !fifth) throw new Error('expected an image');
  const rest = await optimiseImage(fifth, lossOf, { ...options, steps: 12 }, uninterrupted);
  expect(memory().numTensors).toBe(before);
  expect(seen.map(({ losses }) => losses.length)).toEqual([5, 10]);
  expect(rest?.values).toEqual(whole.values);
  expect(Math.max(...whole.values.map(Math.abs))).toBeLessThanOrEqual(4);
  const totals = whole.losses.map((losses) =>
    losses.reduce((sum, value, i) => sum + value * (terms[i]?.weight ?? 0), 0),
  );
  expect(totals.at(-1)).toBeLessThan(0.8 * (totals[0] ?? 0));
  dispose(terms.map(({ target }) => target));
  disposeNetwork(network);
});

test('a reader who cancels gets nothing, and leaves nothing behind', async () => {
  const network = tinyNetwork(7);
  const [content, style] = [tinyImages(8), tinyImages(9)];
  const terms = transferTerms(network, { content, style }, weights);
  const before = memory().numTensors;
  let asked = 0;
  const found = await optimiseImage(
    { shape: content.shape, values: Float32Array.from(content.dataSync()) },
    (x) => transferLoss(network, x, terms),
    { steps: 50, rate: 0.05 },
    { progress: () => undefined, stopped: () => Promise.resolve(asked++ > 3) },
  );
  expect(found).toBeNull();
  expect(memory().numTensors).toBe(before);
});
