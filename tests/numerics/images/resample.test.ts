import { describe, expect, it } from 'vitest';

import { pictureFrom, type Picture } from '#numerics/images/picture.ts';
import { resize, taps } from '#numerics/images/resize.ts';
import { inDisc, rotate } from '#numerics/images/rotate.ts';
import { mulberry32 } from '#numerics/random.ts';

const line = (...values: number[]): Picture => ({
  height: 1,
  width: values.length,
  channels: 1,
  values: Float32Array.from(values),
});
const random = (n: number, seed = 1): Picture => {
  const draw = mulberry32(seed);
  return pictureFrom([n, n, 3], () => 2 * draw() - 1);
};

describe('a line resized by hand', () => {
  it('4 → 2: new pixel 0 has its centre at 1 and reaches 2: weights 3, 3, 1 of 7', () => {
    const [first, second] = taps(4, 2);
    expect(first?.first).toBe(0);
    [3 / 7, 3 / 7, 1 / 7].forEach((share, k) => expect(first?.shares[k]).toBeCloseTo(share, 12));
    expect(second?.first).toBe(1);
    [1 / 7, 3 / 7, 3 / 7].forEach((share, k) => expect(second?.shares[k]).toBeCloseTo(share, 12));
  });

  it('6 → 3: an inner pixel is the mean with weights 1, 3, 3, 1 of 8', () => {
    const inner = taps(6, 3)[1];
    expect(inner).toEqual({ first: 1, shares: [1 / 8, 3 / 8, 3 / 8, 1 / 8] });
  });

  it('2 → 4: linear between the centres, constant beyond them', () => {
    expect([...resize(line(0, 4), 1, 4).values]).toEqual([0, 1, 3, 4]);
  });

  it('shares add up to 1 for all the sizes of the chapter', () => {
    for (let size = 12; size <= 80; size += 4) {
      for (const { shares } of [...taps(32, size), ...taps(size, 32)]) {
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('resizing', () => {
  it('to the same size changes nothing', () => {
    const picture = random(8);
    expect(resize(picture, 8, 8)).toEqual(picture);
  });

  it('keeps a plain picture plain', () => {
    const plain = pictureFrom([5, 7, 3], (_row, _column, channel) => channel);
    for (const value of resize(plain, 12, 3).values.entries()) {
      expect(value[1]).toBeCloseTo(value[0] % 3, 6);
    }
  });

  it('averages away stripes that the new pixels cannot carry', () => {
    const stripes = pictureFrom([32, 32, 1], (_row, column) => (column % 2 ? -1 : 1));
    const { values } = resize(stripes, 16, 16);
    const inner = values.filter((_, i) => i % 16 > 0 && i % 16 < 15);
    expect(Math.max(...inner.map(Math.abs))).toBeLessThan(1e-7);
  });

  it('twofold and back is a slight blur: 5/8, and 3/16 to either neighbour', () => {
    const impulse = line(0, 0, 0, 0, 1, 0, 0, 0, 0);
    const back = resize(resize(impulse, 1, 18), 1, 9).values;
    // Enlarged: …, 1/4, 3/4, 3/4, 1/4, …; then the weights 1, 3, 3, 1 of 8.
    expect(back[4]).toBeCloseTo((1 * 0.25 + 3 * 0.75 + 3 * 0.75 + 1 * 0.25) / 8, 7);
    expect(back[3]).toBeCloseTo((3 * 0.25 + 1 * 0.75) / 8, 7);
    expect(back[2]).toBeCloseTo(0, 7);
  });
});

describe('turning', () => {
  it('a quarter turn takes the right end of the first row to its left end’s place', () => {
    const picture: Picture = {
      height: 2,
      width: 2,
      channels: 1,
      values: Float32Array.of(1, 2, 3, 4),
    };
    expect([...rotate(picture, 90).values]).toEqual([2, 4, 1, 3]);
    expect([...rotate(picture, -90).values]).toEqual([3, 1, 4, 2]);
    expect([...rotate(picture, 180).values]).toEqual([4, 3, 2, 1]);
  });

  it('four quarter turns are no turn, to the bit', () => {
    const picture = random(9);
    let turned = picture;
    for (let i = 0; i < 4; i++) turned = rotate(turned, 90);
    expect(turned).toEqual(picture);
    expect(rotate(picture, 360)).toEqual(picture);
    expect(rotate(picture, 0)).toEqual(picture);
  });

  it('a ramp turned by 45° is the same ramp along a diagonal, inside the disc', () => {
    const ramp = pictureFrom([16, 16, 1], (_row, column) => column - 7.5);
    const turned = inDisc(rotate(ramp, 45), Number.NaN);
    turned.values.forEach((value, i) => {
      if (Number.isNaN(value)) return;
      const [row, column] = [Math.floor(i / 16), i % 16];
      const [x, y] = [column - 7.5, 7.5 - row];
      const expected = (x + y) / Math.SQRT2;
      if (Math.abs(expected) > 7.5) return; // beyond the last pixel centre the border stands in
      expect(value).toBeCloseTo(expected, 5);
    });
  });

  it('refuses what is not square', () => {
    expect(() => rotate(line(1, 2), 30)).toThrow('1×2');
  });

  it('the disc of a 32×32 picture keeps 812 of 1,024 pixels', () => {
    const disc = inDisc(pictureFrom([32, 32, 1], () => 1));
    expect(disc.values.reduce((sum, value) => sum + value, 0)).toBe(812);
  });
});
