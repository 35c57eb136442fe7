import { describe, expect, test } from 'vitest';

import { alexnet } from '#numerics/architectures/alexnet.ts';
import type { Architecture } from '#numerics/architectures/layer.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';
import { windowOf } from '#numerics/architectures/windowOf.ts';
import { centredDiameter } from '#numerics/centredDiameter.ts';
import { energyWidth } from '#numerics/energyWidth.ts';
import { pathShares, pathVariance, tapsOf, type Taps } from '#numerics/influence.ts';
import { mulberry32 } from '#numerics/random.ts';
import { randomTaps } from '#numerics/randomTaps.ts';
import { centreOf, receptiveFields } from '#numerics/receptiveField.ts';
import { receptiveFieldSum } from '#numerics/receptiveFieldSum.ts';

const taps = (kernel: number, stride = 1, dilation = 1): Taps => ({ kernel, stride, dilation });
const repeated = (count: number) => Array.from({ length: count }, () => taps(3));

/** The windows of an architecture up to where its maps end, by name. */
function windowsOf({ layers }: Architecture) {
  const found = layers.map((layer) => ({ name: layer.name, window: windowOf(layer) }));
  const end = found.findIndex(({ window }) => window === null);
  return found.slice(0, end).flatMap(({ name, window }) => (window ? [{ name, window }] : []));
}

describe('the receptive field', () => {
  test('is 10 pixels when the pooling comes after four 3×3 convolutions and 18 when it comes first', () => {
    expect(receptiveFieldSum([...repeated(4), taps(2, 2)])).toBe(10);
    expect(receptiveFieldSum([taps(2, 2), ...repeated(4)])).toBe(18);
    expect(receptiveFieldSum([...repeated(6), taps(2, 2)])).toBe(14);
    expect(receptiveFieldSum([taps(2, 2), ...repeated(6)])).toBe(26);
  });

  test('of n 3×3 layers is 2n + 1: 7 for three, 11 for five, 33 for sixteen', () => {
    for (let n = 1; n <= 40; n++) expect(receptiveFieldSum(repeated(n))).toBe(2 * n + 1);
  });

  test('of dilations 1, 2, 4 is 15', () => {
    expect(receptiveFieldSum([taps(3), taps(3, 1, 2), taps(3, 1, 4)])).toBe(15);
  });

  test('does not change with 1×1 layers anywhere, nor with the stride of the last layer', () => {
    const random = mulberry32(5);
    for (let round = 0; round < 50; round++) {
      const layers = randomTaps(random, 5);
      const r = receptiveFieldSum(layers);
      const at = Math.floor(random() * (layers.length + 1));
      expect(receptiveFieldSum(layers.toSpliced(at, 0, taps(1)))).toBe(r);
      expect(
        receptiveFieldSum(
          layers.map((l, i) => (i === layers.length - 1 ? { ...l, stride: 7 } : l)),
        ),
      ).toBe(r);
      expect(pathShares(layers)).toHaveLength(r);
    }
  });

  test('of conv2 in the book’s network: unit 7 sees 10 to 19, unit 0 sees −4 to 5', () => {
    const same = (p: number) => ({ top: p, bottom: p, left: p, right: p });
    const [conv1, pool1, conv2] = receptiveFields(
      [
        { kernelSize: [5, 5], padding: same(2) },
        { kernelSize: [2, 2], stride: 2 },
        { kernelSize: [3, 3], padding: same(1) },
      ],
      [32, 32],
    );
    expect([conv1?.size[0], pool1?.size[0], conv2?.size[0]]).toEqual([5, 6, 10]);
    expect([conv1?.jump[0], pool1?.jump[0], conv2?.jump[0]]).toEqual([1, 2, 2]);
    expect([conv1?.start[0], pool1?.start[0], conv2?.start[0]]).toEqual([-2, -2, -4]);
    expect(conv2 && centreOf(conv2, [7, 7])).toEqual([14.5, 14.5]);
  });

  test.each([
    ['conv5', 163, 16, -64],
    ['pool5', 195, 32, -64],
  ])('of AlexNet’s %s is %i pixels, %i apart, from %i on', (name, r, j, start) => {
    const windows = windowsOf(alexnet);
    const fields = receptiveFields(
      windows.map(({ window }) => window),
      [227, 227],
    );
    const field = fields[windows.findIndex((layer) => layer.name === name)];
    expect([field?.size[0], field?.jump[0], field?.start[0]]).toEqual([r, j, start]);
  });

  test.each([
    ['conv5_3', 196, 16, -90],
    ['pool5', 212, 32, -90],
  ])('of VGG-16’s %s is %i pixels, %i apart, from %i on', (name, r, j, start) => {
    const windows = windowsOf(vgg16);
    const fields = receptiveFields(
      windows.map(({ window }) => window),
      [224, 224],
    );
    const field = fields[windows.findIndex((layer) => layer.name === name)];
    expect([field?.size[0], field?.jump[0], field?.start[0]]).toEqual([r, j, start]);
  });

  test('of VGG-16’s first dense layer, read as a 7×7 convolution, is 404', () => {
    const layers = windowsOf(vgg16).map(({ window }) => tapsOf(window));
    expect(receptiveFieldSum([...layers, taps(7)])).toBe(404);
  });
});

describe('the ways down', () => {
  test('of two layers of three taps end 1, 2, 3, 2, 1 times on five pixels', () => {
    expect([...pathShares(repeated(2))].map((share) => Math.round(9 * share))).toEqual([
      1, 2, 3, 2, 1,
    ]);
    expect(Math.round(27 * (pathShares(repeated(3))[3] ?? 0))).toBe(7);
  });

  test('of two layers of dilation 2 end on every second of nine pixels', () => {
    const shares = [...pathShares([taps(3, 1, 2), taps(3, 1, 2)])];
    expect(shares.map((share) => share > 0)).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1].map(Boolean));
  });

  test.each([
    [1, 3, 2.92],
    [2, 5, 4.77],
    [4, 9, 6.99],
    [8, 17, 10.32],
    [16, 33, 14.56],
  ])('of %i 3×3 layers see %i pixels and have 95 per cent within %f', (n, r, diameter) => {
    const shares = pathShares(repeated(n));
    expect(shares).toHaveLength(r);
    expect(centredDiameter(shares)).toBeCloseTo(diameter, 2);
  });

  test('of sixteen layers have 95 % in 19 % of the area', () => {
    expect((centredDiameter(pathShares(repeated(16))) / 33) ** 2).toBeCloseTo(0.19, 2);
  });

  test('of many layers have 95 % within 4.47 σ, and four times the depth doubles it', () => {
    const width = (n: number) => centredDiameter(pathShares(repeated(n)));
    expect(width(256) / Math.sqrt(pathVariance(repeated(256)))).toBeCloseTo(4.47, 2);
    expect(width(32) / width(8)).toBeCloseTo(2, 2);
    expect(width(16) / width(8)).toBeCloseTo(1.41, 2);
  });

  test('have 95 % within 129 pixels for AlexNet’s pool5 and 121 for VGG-16’s', () => {
    const width = (architecture: Architecture) =>
      centredDiameter(pathShares(windowsOf(architecture).map(({ window }) => tapsOf(window))));
    expect(Math.round(width(alexnet))).toBe(129);
    expect(Math.round(width(vgg16))).toBe(121);
  });
});

describe('the width of a map', () => {
  test('is that of the ways, when the map is their product', () => {
    const random = mulberry32(3);
    for (let round = 0; round < 20; round++) {
      const layers = randomTaps(random, 3);
      const shares = pathShares(layers);
      const r = shares.length;
      const map = Float64Array.from(
        { length: r * r },
        (_, i) => (shares[Math.floor(i / r)] ?? 0) * (shares[i % r] ?? 0),
      );
      const { sigma, diameter } = energyWidth(map, [r, r], [(r - 1) / 2, (r - 1) / 2]);
      expect(sigma).toBeCloseTo(Math.sqrt(pathVariance(layers)), 9);
      // Between two places without ways any diameter holds as much.
      if (shares.every((share) => share > 0)) {
        expect(diameter).toBeCloseTo(centredDiameter(shares), 2);
      }
    }
  });

  test('of a single pixel is √0.95, and that of nothing is not a number', () => {
    const one = Float64Array.from({ length: 25 }, (_, i) => Number(i === 12));
    expect(energyWidth(one, [5, 5], [2, 2]).diameter).toBeCloseTo(Math.sqrt(0.95), 3);
    expect(energyWidth(new Float64Array(25), [5, 5], [2, 2]).diameter).toBeNaN();
  });
});
