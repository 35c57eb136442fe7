import { beforeAll, describe, expect, it } from 'vitest';

import { bandText, draggedAmount, pointsOf, positionOf } from '#demos/scale-invariance/position.ts';
import { recorded } from '#demos/scale-invariance/recorded.ts';
import {
  averageDefaults,
  averageSchema,
  labDefaults,
  labSchema,
} from '#demos/scale-invariance/state.ts';
import { cosineSimilarity } from '#numerics/cosineSimilarity.ts';
import type { Picture } from '#numerics/images/picture.ts';
import { resize } from '#numerics/images/resize.ts';
import { inDisc } from '#numerics/images/rotate.ts';
import { pictureOf } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { readPictures } from '#numerics/network/readPictures.ts';
import { averageOverScales, scaleSets } from '#numerics/tolerance/averageOverScales.ts';
import { angles, sides } from '#numerics/tolerance/change.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const { base } = recorded.networks;
if (!base) throw new Error('Nothing was recorded of the base network.');
const at = (side: number) => sides.indexOf(side);
const turned = (angle: number) => angles.indexOf(angle);

describe('what the chapter says of the base network is what was recorded', () => {
  const { there, back } = base.scale;

  it('61 % right at half the size, 91.5 % at 1×, 21 % at twice', () => {
    expect([16, 32, 64].map((side) => there.right[at(side)])).toEqual([0.61, 0.915, 0.21]);
  });

  it('undone again, 36.5 % from half and 74.5 % from twice', () => {
    expect([16, 64].map((side) => back.right[at(side)])).toEqual([0.365, 0.745]);
  });

  it('a band of 1.4 octaves, from 0.50× to 1.35×; 0.9 on a fixed canvas', () => {
    expect(bandText('scale', pointsOf('scale', there.mean))).toBe(
      '1.4 octaves, from 0.50× to 1.35×',
    );
    const fixed = base.fixedCanvas.mean.map(
      (p, i) => [positionOf('scale', sides[i] ?? 0), p] as const,
    );
    expect(bandText('scale', fixed)).toBe('0.9 octaves, from 0.72× to 1.37×');
  });

  it('a cosine of 0.79 at half and 0.70 at twice, 0.48 between classes, 0.84 for half a turn', () => {
    expect(there.similarity[at(16)]).toBeCloseTo(0.79, 2);
    expect(there.similarity[at(64)]).toBeCloseTo(0.7, 2);
    expect(base.otherClass.scale).toBeCloseTo(0.48, 2);
    expect(base.otherClass.rotation).toBeCloseTo(0.58, 2);
    expect(base.rotation.there.similarity[turned(180)]).toBeCloseTo(0.84, 2);
  });

  it('83 % right at 1.125×, and 79 % when it is undone', () => {
    expect([there, back].map(({ right }) => right[at(36)])).toEqual([0.83, 0.79]);
  });

  it('half are right from 0.44× to 1.49×, 1.8 octaves', () => {
    expect(bandText('scale', pointsOf('scale', there.right))).toBe(
      '1.8 octaves, from 0.44× to 1.49×',
    );
  });

  it('turned by 15° 71.5 % and 69 % right; there and back 71 %, or 70.5 %', () => {
    const { rotation } = base;
    expect([-15, 15].map((angle) => rotation.there.right[turned(angle)])).toEqual([0.715, 0.69]);
    expect([-15, 15].map((angle) => rotation.back.right[turned(angle)])).toEqual([0.705, 0.71]);
  });

  it('turns: from −22° to 20°; a third right at a quarter turn, which undone is no change', () => {
    const { rotation } = base;
    expect(bandText('rotation', pointsOf('rotation', rotation.there.mean))).toBe(
      '42°, from −22° to 20°',
    );
    expect([0, 90, -90, 180].map((angle) => rotation.there.right[turned(angle)])).toEqual([
      0.835, 0.355, 0.335, 0.36,
    ]);
    expect(rotation.back.mean[turned(90)]).toBe(rotation.there.mean[turned(0)]);
    expect(rotation.there.mean[turned(0)]).toBeCloseTo(0.68, 2);
    expect(there.mean[at(32)]).toBeCloseTo(0.79, 2);
  });

  it('five sizes: a band of 0.3 octaves, more right far out, fewer at 1×', () => {
    const { one, five } = base.average;
    const given = (side: number) => recorded.given.indexOf(side);
    const points = recorded.given.map(
      (side, i) => [positionOf('scale', side), five.mean[i] ?? 0] as const,
    );
    expect(bandText('scale', points)).toMatch(/^0\.3 octaves/);
    const single = recorded.given.map(
      (side, i) => [positionOf('scale', side), one.mean[i] ?? 0] as const,
    );
    // From fewer sizes; the first figure has 1.35×.
    expect(bandText('scale', single)).toBe('1.4 octaves, from 0.50× to 1.34×');
    expect(five.mean[given(32)]).toBeCloseTo(0.54, 2);
    expect([32, 48, 64].map((side) => one.right[given(side)])).toEqual([0.915, 0.49, 0.21]);
    expect([32, 48, 64].map((side) => five.right[given(side)])).toEqual([0.845, 0.62, 0.295]);
  });
});

describe('what it says of the network trained on enlarged pictures', () => {
  const jittered = recorded.networks['scale-jitter'];
  if (!jittered) throw new Error('Nothing was recorded of the second network.');
  const { there, back } = jittered.scale;

  it('83 % right at 1×, 85.5 % at 1.25×, 76.5 % at 2×, 60.5 % at 2.5×, 57.5 % at 0.5×', () => {
    expect([32, 40, 64, 80, 16].map((side) => there.right[at(side)])).toEqual([
      0.83, 0.855, 0.765, 0.605, 0.575,
    ]);
    expect(base.scale.there.right[at(80)]).toBe(0.165);
    expect(jittered.rotation.there.right[turned(90)]).toBe(0.305);
  });

  it('a band of 1.8 octaves, from 0.53× to 1.84×', () => {
    expect(bandText('scale', pointsOf('scale', there.mean))).toBe(
      '1.8 octaves, from 0.53× to 1.84×',
    );
  });

  it('giving back the size helps it: 73.5 % after half and back', () => {
    expect(back.right[at(16)]).toBe(0.735);
  });

  it('five sizes: 80 % at 2×, 64 % at 0.5×, 81.5 % at 1×', () => {
    const given = (side: number) => recorded.given.indexOf(side);
    const { right } = jittered.average.five;
    expect([64, 16, 32].map((side) => right[given(side)])).toEqual([0.8, 0.64, 0.815]);
  });

  it('its curve is above the other’s from 1.25× on, and below it from 0.5× to 1×', () => {
    for (const side of sides) {
      const gain = (there.mean[at(side)] ?? 0) - (base.scale.there.mean[at(side)] ?? 0);
      if (side >= 40) expect(gain, `${side}`).toBeGreaterThan(0.05);
      else if (side >= 16 && side <= 32) expect(gain, `${side}`).toBeLessThan(0);
    }
  });

  it('more are right than with the first from 1.125× on, fewer from 0.5× to 1×', () => {
    for (const side of sides.filter((side) => side >= 16)) {
      const gain = (there.right[at(side)] ?? 0) - (base.scale.there.right[at(side)] ?? 0);
      if (side >= 36) expect(gain, `${side}`).toBeGreaterThan(0);
      else expect(gain, `${side}`).toBeLessThan(0);
    }
  });

  it('the accuracies of the two on all test images, 90.4 % and 80.4 %, after 48 and 12 epochs', () => {
    const [first, second] = ['base', 'scale-jitter'].map((name) => shippedModel(name).manifest);
    expect(first?.accuracy.afterQuantisation).toBeCloseTo(0.904, 3);
    expect(second?.accuracy.afterQuantisation).toBeCloseTo(0.804, 3);
    expect([first, second].map((manifest) => manifest?.training.recipe['epochs'])).toEqual([
      48, 12,
    ]);
  });
});

describe('the recording is what the network says today', () => {
  const model = shippedModel('base');
  const { manifest } = model;
  let pixels: Uint8Array;
  let labels: number[];
  beforeAll(async () => {
    await startWasm();
    const images = await imagesOf('public/images/gallery.png', manifest);
    pixels = images.pixels;
    labels = images.labels.map((name) => manifest.classes.indexOf(name));
  });

  /** What a network makes of the gallery's pictures after a change. */
  async function readings(of: typeof model, change: (picture: Picture) => Picture) {
    const found = [];
    for (let first = 0; first < recorded.images; first += 25) {
      const pictures = Array.from({ length: 25 }, (_, i) => {
        const number = first + i;
        return change(pictureOf(manifest, pixels.subarray(number * 3072, (number + 1) * 3072)));
      });
      found.push(...(await readPictures(networkOf(of), pictures)));
    }
    return found;
  }

  async function answers(of: typeof model, change: (picture: Picture) => Picture) {
    return (await readings(of, change)).map(({ probabilities }) =>
      probabilities.indexOf(Math.max(...probabilities)),
    );
  }

  async function readAll(side: number) {
    return (await readings(model, (picture) => resize(picture, side, side))).map(
      ({ probabilities }) => probabilities,
    );
  }

  it.each([16, 32])('at %i pixels', async (side) => {
    const found = await readAll(side);
    const mean = found.reduce((sum, row, i) => sum + (row[labels[i] ?? 0] ?? 0), 0) / found.length;
    expect(mean).toBeCloseTo(base.scale.there.mean[at(side)] ?? Number.NaN, 3);
  });

  it('at twice the size 153 of 200 pictures are called a cat, and all 20 cats are right', async () => {
    const cat = manifest.classes.indexOf('cat');
    const said = (await readAll(64)).map((row) => row.indexOf(Math.max(...row)));
    expect(said.filter((c) => c === cat)).toHaveLength(153);
    const cats = said.filter((_, i) => labels[i] === cat);
    expect(cats).toHaveLength(20);
    expect(cats.every((c) => c === cat)).toBe(true);
    expect(said.filter((c, i) => c === labels[i])).toHaveLength(42);
  }, 120_000);

  it('halved and restored, 101 of 200 are called a cat', async () => {
    const cat = manifest.classes.indexOf('cat');
    const said = await answers(model, (picture) => resize(resize(picture, 16, 16), 32, 32));
    expect(said.filter((c) => c === cat)).toHaveLength(101);
  }, 120_000);

  it('the twin calls 82 of the doubled pictures a cat and 69 a dog, and 57 are right', async () => {
    const said = await answers(shippedModel('twin'), (picture) => resize(picture, 64, 64));
    const count = (name: string) => said.filter((c) => c === manifest.classes.indexOf(name)).length;
    expect([count('cat'), count('dog')]).toEqual([82, 69]);
    expect(said.filter((c, i) => c === labels[i])).toHaveLength(57);
  }, 120_000);

  it('asked at five sizes at 0.5×, the second network wins 18 pictures and loses 5', async () => {
    const network = networkOf(shippedModel('scale-jitter'));
    const half = Array.from({ length: recorded.images }, (_, i) =>
      resize(pictureOf(manifest, pixels.subarray(i * 3072, (i + 1) * 3072)), 16, 16),
    );
    const isRight = async (factors: readonly number[]) =>
      (await averageOverScales(network, half, factors)).map(
        (row, i) => row.indexOf(Math.max(...row)) === labels[i],
      );
    const [one, five] = [await isRight(scaleSets.one), await isRight(scaleSets.five)];
    expect(five.filter((right, i) => right && !one[i])).toHaveLength(18);
    expect(one.filter((right, i) => right && !five[i])).toHaveLength(5);
  }, 120_000);

  it('of discs, two of different classes have a cosine of 0.58', async () => {
    const read = await readings(model, inDisc);
    let [sum, pairs] = [0, 0];
    for (const [i, a] of read.entries()) {
      for (const [j, b] of read.entries()) {
        if (j >= i || labels[i] === labels[j]) continue;
        sum += cosineSimilarity(a.features, b.features);
        pairs++;
      }
    }
    expect(sum / pairs).toBeCloseTo(base.otherClass.rotation, 3);
  }, 120_000);

  it('the deer of the first figure: a cat with 79 % at twice its size', () => {
    const reading = recorded.picture['base']?.scale.there;
    expect(manifest.classes[reading?.best[at(64)] ?? 0]).toBe('cat');
    expect(reading?.most[at(64)]).toBeCloseTo(0.79, 2);
    expect(recorded.image).toBe(labDefaults.image);
  });
});

describe('a drag in the picture', () => {
  const from = { x: 12, y: 3 };

  it('changes nothing by a press alone, wherever it is', () => {
    for (const place of [from, { x: 0, y: 0 }, { x: -30, y: 1 }]) {
      expect(draggedAmount('scale', 32, place, place)).toBe(32);
      expect(draggedAmount('rotation', 45, place, place)).toBe(45);
    }
  });

  it('moves the edge with the pointer, in steps of 4, as far as there are sizes', () => {
    expect(draggedAmount('scale', 32, { x: 16, y: 0 }, { x: 20, y: 0 })).toBe(40);
    expect(draggedAmount('scale', 32, { x: 0, y: -16 }, { x: 0, y: -12 })).toBe(24);
    expect(draggedAmount('scale', 32, { x: 16, y: 0 }, { x: 99, y: 0 })).toBe(80);
    expect(draggedAmount('scale', 32, { x: 16, y: 0 }, { x: 0, y: 0 })).toBe(12);
  });

  it('turns by the angle between the two places, and never beyond half a turn', () => {
    expect(draggedAmount('rotation', 0, { x: 10, y: 0 }, { x: 0, y: 10 })).toBe(90);
    expect(draggedAmount('rotation', 150, { x: 10, y: 0 }, { x: 0, y: 10 })).toBe(-120);
    expect(Math.abs(draggedAmount('rotation', 0, { x: 0, y: 10 }, { x: 0, y: -10 }))).toBe(180);
    for (const x of [-9, -3, 3, 9])
      expect(angles).toContain(draggedAmount('rotation', 120, { x: 0, y: 9 }, { x, y: -5 }));
  });
});

describe('a link to the figures', () => {
  const accepts = (change: object) => labSchema.safeParse({ ...labDefaults, ...change }).success;

  it('may name any picture, size and angle that there is', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ image: 23, side: 12, angle: -180, undone: true, guess: 'trained' })).toBe(
      true,
    );
    expect(averageSchema.safeParse(averageDefaults).success).toBe(true);
  });

  it('is refused for one that is not', () => {
    expect(accepts({ image: 24 })).toBe(false);
    expect(accepts({ side: 33 })).toBe(false);
    expect(accepts({ angle: 10 })).toBe(false);
    expect(averageSchema.safeParse({ ...averageDefaults, set: 'six' }).success).toBe(false);
  });
});

it('a band that reaches the end of what was tried says so', () => {
  expect(
    bandText('scale', [
      [-1, 0.9],
      [0, 0.9],
      [1, 0.1],
    ]),
  ).toBe('at least 1.5 octaves, from 0.50× (or beyond) to 1.41×');
  expect(
    bandText('rotation', [
      [-90, 0],
      [0, 0.4],
      [90, 0],
    ]),
  ).toBe('none: below ½ even unchanged');
});
