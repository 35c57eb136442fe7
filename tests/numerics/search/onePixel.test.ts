import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { medianFilter } from '#numerics/images/median.ts';
import type { Model } from '#numerics/network/model.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { mulberry32 } from '#numerics/random.ts';
import { strongest, triedOf } from '#numerics/search/answer.ts';
import { firstOrderGuess } from '#numerics/search/firstOrder.ts';
import { largestDrop, pixelDrops } from '#numerics/search/linearScore.ts';
import { onePixelQueries, type Filter } from '#numerics/search/onePixelQueries.ts';
import {
  changeOf,
  onePixelEvolution,
  onePixelLottery,
  type Attack,
} from '#numerics/search/onePixelSearch.ts';
import { changesOf, cornerColours, withChange } from '#numerics/search/pixelChange.ts';
import { vulnerabilityMap } from '#numerics/search/vulnerabilityMap.ts';
import checkSpread from '#numerics/tasks/check-difference-spread.ts';
import checkDrop from '#numerics/tasks/check-one-pixel-drop.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { CLASSES, H, linearModel, NUMBERS, W } from './linearModel.ts';

function attackOf(seed: number, filter: Filter = 'none'): Attack {
  const random = mulberry32(seed + 1000);
  const pixels = Uint8Array.from({ length: NUMBERS }, () => Math.floor(256 * random()));
  return { model: linearModel(seed), pixels, label: 0, filter };
}

/** The probabilities of one picture by itself, as it is. */
async function probabilitiesOf(model: Model, pixels: Uint8Array): Promise<Float32Array> {
  const colour = [pixels[0] ?? 0, pixels[1] ?? 0, pixels[2] ?? 0] as const;
  const same = { row: 0, column: 0, colour };
  return (
    (await onePixelQueries({ model, pixels, filter: 'none' }, [same])) ?? new Float32Array(CLASSES)
  );
}

beforeAll(startWasm);

describe('the numbers of the chapter', () => {
  test('there are 17,179,869,184 one-pixel changes of a picture of 32×32', () => {
    expect(changesOf(32, 32)).toBe(17_179_869_184);
  });

  test('one pixel in full is as long as the longest change within 8/255: √3, and 8/255·√3072', () => {
    expect(Math.sqrt(3)).toBeCloseTo(1.732, 3);
    expect((8 / 255) * Math.sqrt(3072)).toBeCloseTo(1.739, 3);
  });

  test('the two-pixel score of the example loses 1.1 by pixel 1 and 0.7 by pixel 2', () => {
    // Two pixels of two channels: w = (1, −2; 3, 1), x = (0.5, 0.7; 0.2, 0.1), s = −0.1 + …
    const { drops, high } = pixelDrops([1, -2, 3, 1], [0.5, 0.7, 0.2, 0.1], 2);
    expect([...drops].map((value) => Number(value.toFixed(10)))).toEqual([1.1, 0.7]);
    expect([...high]).toEqual([0, 1, 0, 0]);
  });
});

describe('the boxes', () => {
  test('a linear score loses no more than the formula says, and just that at a corner', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { statement, rows } = await checkDrop({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
      }
    }
  });

  test('all children that a population could have spread as the formula says', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { statement, rows } = await checkSpread({ seed });
      for (const { label, value, tolerance } of rows) {
        expect(value, `${label}: ${statement} (seed ${seed})`).toBeLessThanOrEqual(tolerance);
      }
    }
  });
});

describe('queries', () => {
  test('a batch of changes is answered as each changed picture by itself, filtered or not', async () => {
    const random = mulberry32(9);
    const changes = Array.from({ length: 40 }, () =>
      changeOf([W * random(), H * random(), 255 * random(), 255 * random(), 255 * random()]),
    );
    for (const filter of ['none', 'median'] as const) {
      const attack = attackOf(1, filter);
      networkOf(attack.model);
      const before = memory().numTensors;
      const found = await onePixelQueries(attack, changes);
      expect(memory().numTensors).toBe(before);
      for (const [i, change] of changes.entries()) {
        const changed = withChange(attack.pixels, W, change);
        const seen = filter === 'median' ? medianFilter(changed, [H, W]) : changed;
        const alone = await probabilitiesOf(attack.model, seen);
        alone.forEach((p, c) => expect(found?.[i * CLASSES + c]).toBeCloseTo(p, 5));
      }
    }
  });

  test('stop at once when they are told to', async () => {
    const change = { row: 0, column: 0, colour: [0, 0, 0] } as const;
    expect(await onePixelQueries(attackOf(2), [change], () => Promise.resolve(true))).toBe(null);
  });

  test('five numbers are read as column, row, red, green, blue', () => {
    expect(changeOf([3.9, 1.2, 254.6, 0.4, 17])).toEqual({
      row: 1,
      column: 3,
      colour: [255, 0, 17],
    });
  });
});

describe('the vulnerability map', () => {
  test('is what trying every pixel in every corner colour, one by one, gives', async () => {
    for (const filter of ['none', 'median'] as const) {
      const attack = attackOf(4, filter);
      const map = await vulnerabilityMap(attack);
      for (let pixel = 0; pixel < H * W; pixel++) {
        const [row, column] = [Math.floor(pixel / W), pixel % W];
        const tried = [];
        for (const colour of cornerColours) {
          const changed = withChange(attack.pixels, W, { row, column, colour });
          const seen = filter === 'median' ? medianFilter(changed, [H, W]) : changed;
          tried.push(await probabilitiesOf(attack.model, seen));
        }
        const own = tried.map((probabilities) => probabilities[0] ?? 0);
        const least = Math.min(...own);
        expect(map?.least[pixel]).toBeCloseTo(least, 5);
        expect(own[map?.colour[pixel] ?? 0]).toBeCloseTo(least, 5);
        const flips = tried.filter((probabilities) => strongest(probabilities) !== 0).length;
        expect(map?.flips[pixel]).toBe(flips);
      }
    }
  });

  test('of a network that is linear, the gradient guesses exactly the scores it loses', async () => {
    const attack = attackOf(5);
    const { model, pixels } = attack;
    networkOf(model);
    const before = memory().numTensors;
    const guess = await firstOrderGuess(model, pixels, [0, 1]);
    expect(memory().numTensors).toBe(before);
    const marginOf = (probabilities: ArrayLike<number>) =>
      Math.log((probabilities[0] ?? 0) / (probabilities[1] ?? 0));
    for (let pixel = 0; pixel < H * W; pixel++) {
      const place = { row: Math.floor(pixel / W), column: pixel % W };
      const changes = cornerColours.map((colour) => ({ ...place, colour }));
      const found = (await onePixelQueries(attack, changes)) ?? new Float32Array(0);
      const margins = changes.map((_, i) => marginOf(found.subarray(3 * i, 3 * i + 3)));
      expect(guess.margin - Math.min(...margins)).toBeCloseTo(guess.drops[pixel] ?? 0, 2);
    }
    expect(largestDrop(guess)).toBe(Math.max(...guess.drops));
  });
});

describe('searching', () => {
  test('evolution finds what the map says is the least, or better: its colours are free', async () => {
    const attack = attackOf(6);
    const map = await vulnerabilityMap(attack);
    const least = Math.min(...(map?.least ?? []));
    let round = 0;
    for await (const members of onePixelEvolution(attack, { members: 40, scale: 0.5, seed: 1 })) {
      const best = Math.min(...members.map(({ found }) => found.loss));
      if (round++ < 60) continue;
      expect(best).toBeLessThanOrEqual(least + 1e-5);
      break;
    }
  });

  test('evolution and lottery give the same for the same seed', async () => {
    const attack = attackOf(7);
    const first = async <T>(rounds: AsyncGenerator<T>) => (await rounds.next()).value as T;
    const settings = { members: 8, scale: 0.5, seed: 2 };
    const one = await first(onePixelEvolution(attack, settings));
    expect(await first(onePixelEvolution(attack, settings))).toEqual(one);
    const lots = { palette: 'corners', count: 16, seed: 2 } as const;
    const drawn = await first(onePixelLottery(attack, lots));
    expect(await first(onePixelLottery(attack, lots))).toEqual(drawn);
    for (const { change } of drawn) {
      expect(change.colour.every((value) => value === 0 || value === 255)).toBe(true);
    }
  });

  test('an answer is the class with the largest probability', () => {
    const change = { row: 0, column: 0, colour: [0, 0, 0] } as const;
    const [tried] = triedOf([change], Float32Array.of(0.25, 0.5, 0.125), 2);
    expect(tried).toEqual({ change, loss: 0.125, answer: 1, confidence: 0.5 });
  });
});

describe('the median filter', () => {
  test('takes away one odd pixel in an even surface, and keeps a step', () => {
    const even = new Uint8Array(NUMBERS).fill(90);
    const dotted = withChange(even, W, { row: 2, column: 3, colour: [255, 0, 255] });
    expect(medianFilter(dotted, [H, W])).toEqual(even);
    const step = Uint8Array.from({ length: NUMBERS }, (_, i) => ((i / 3) % W < 4 ? 10 : 200));
    expect(medianFilter(step, [H, W])).toEqual(step);
  });
});
