import { memory, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { preprocess } from '#numerics/network/images.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { purity, StrongestPictures } from '#numerics/turning/strongestPictures.ts';
import { stillThere, summariseUnits } from '#numerics/turning/summariseUnits.ts';
import { turnablePlaces } from '#numerics/turning/turnablePlaces.ts';
import { turnedBasis } from '#numerics/turning/turnedBasis.ts';
import { turnAround, turned, turnUnits } from '#numerics/turning/turnUnits.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';

const model = shippedModel('base');
let x: Tensor4D;

beforeAll(async () => {
  await startWasm();
  const { pixels } = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  x = preprocess(model.manifest, pixels, [32, 32]);
});

const channelsAt = (place: string) =>
  model.manifest.layers.find(({ name }) => name === place)?.outputShape[2] ?? 0;

describe('a turned basis', () => {
  it.each([0, 0.4, Math.PI / 2])('has orthonormal rows for an angle of %s', (angle) => {
    const n = 12;
    const q = turnedBasis(n, angle, 3);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let product = 0;
        for (let k = 0; k < n; k++) product += (q[i * n + k] ?? 0) * (q[j * n + k] ?? 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 6);
      }
  });

  it('has each new unit at the same angle from the old one', () => {
    const q = turnedBasis(8, 1, 5);
    for (let i = 0; i < 8; i++) expect(q[i * 9]).toBeCloseTo(Math.cos(1), 6);
  });

  it('is the old basis at 0°, the same for the same seed, another for another', () => {
    expect([...turnedBasis(4, 0, 1)].map(Math.abs)).toEqual([
      1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1,
    ]);
    expect(turnedBasis(6, 1, 7)).toEqual(turnedBasis(6, 1, 7));
    expect(turnedBasis(6, 1, 7)).not.toEqual(turnedBasis(6, 1, 8));
  });

  it('has an even number of axes', () => {
    expect(() => turnedBasis(5, 1, 1)).toThrow('even');
  });
});

describe('units turned behind the ReLU', () => {
  it.each(turnablePlaces)('of %s leave every score as it was', async (place) => {
    const network = networkOf(model);
    const before = memory().numTensors;
    const q = turnedBasis(channelsAt(place), Math.PI / 2, 1);
    const other = turnUnits(network, place, q);
    const [own, new_] = tidy(() => [valuesAt(network, x), valuesAt(other, x)]);
    const [a, b] = [await own.data(), await new_.data()];
    a.forEach((score, i) => expect(Math.abs(score - (b[i] ?? NaN))).toBeLessThan(2e-5));
    own.dispose();
    new_.dispose();
    disposeNetwork(other);
    expect(memory().numTensors).toBe(before);
  });

  it('are Qa at every position', async () => {
    const network = networkOf(model);
    const n = channelsAt('conv4');
    const q = turnedBasis(n, 1, 2);
    const other = turnUnits(network, 'conv4', q);
    const [a, b] = tidy(() => [valuesAt(network, x, 'conv4'), valuesAt(other, x, turned('conv4'))]);
    const [own, mixed] = [await a.data(), await b.data()];
    const [place, unit] = [100, 17];
    let expected = 0;
    for (let j = 0; j < n; j++) expected += (q[unit * n + j] ?? 0) * (own[place * n + j] ?? 0);
    expect(mixed[place * n + unit]).toBeCloseTo(expected, 5);
    a.dispose();
    b.dispose();
    disposeNetwork(other);
  });

  it.each(['conv1', 'conv3', 'conv2.pre'])(
    'of %s cannot be undone: a maximum or a ReLU follows',
    (place) => {
      const network = networkOf(model);
      expect(() => turnUnits(network, place, turnedBasis(4, 1, 1))).toThrow(/undo a rotation/);
    },
  );
});

describe('a rotation around a ReLU', () => {
  it('is another function', async () => {
    const network = networkOf(model);
    const other = turnAround(network, 'conv4', turnedBasis(channelsAt('conv4'), 0.5, 1));
    const [a, b] = tidy(() => [valuesAt(network, x), valuesAt(other, x)]);
    const [own, new_] = [await a.data(), await b.data()];
    expect(Math.max(...own.map((score, i) => Math.abs(score - (new_[i] ?? 0))))).toBeGreaterThan(1);
    a.dispose();
    b.dispose();
    disposeNetwork(other);
  });
});

describe('the strongest pictures of a unit', () => {
  it('are found picture by picture, with the place of the largest value', async () => {
    // Three pictures of 1×2 places and two units.
    const maps = tensor4d([0, 5, 1, 0, 4, 0, 3, 1, 2, 2, 9, 0], [3, 1, 2, 2]);
    const strongest = new StrongestPictures(2, 2);
    strongest.add(await maps.data(), maps.shape, 10);
    maps.dispose();
    expect(strongest.peaks[0]).toEqual([
      { picture: 12, value: 9, row: 0, column: 1 },
      { picture: 11, value: 4, row: 0, column: 0 },
    ]);
    expect(strongest.peaks[1]?.map(({ picture }) => picture)).toEqual([10, 12]);
  });

  const peaksOf = (...pictures: number[]) =>
    pictures.map((picture) => ({ picture, value: 1, row: 0, column: 0 }));

  it('are pure if they are of one class', () => {
    const labels = [0, 0, 0, 1, 2];
    expect(purity(peaksOf(0, 1, 2), labels)).toBe(1);
    expect(purity(peaksOf(0, 1, 3, 4), labels)).toBe(0.5);
    expect(purity([{ picture: 0, value: 0, row: 0, column: 0 }], labels)).toBeNull();
  });

  it('make a detector from eight of nine on', () => {
    const labels = Array.from({ length: 20 }, (_, i) => (i < 9 ? 0 : i));
    const detector = peaksOf(0, 1, 2, 3, 4, 5, 6, 7, 12);
    const none = peaksOf(0, 10, 11, 12, 13, 14, 15, 16, 17);
    const found = summariseUnits([detector, none], labels);
    expect(found.detectors).toBe(1);
    expect(found.atLeast[8]).toBe(0.5);
    expect(found.purity).toBeCloseTo((8 / 9 + 1 / 9) / 2, 10);
    expect(stillThere(detector, none)).toBe(2);
  });
});
