import { beforeAll, describe, expect, it } from 'vitest';

import { decodeState, encodeState } from '#demos/frame/stateLink.ts';
import { drawnMasks } from '#demos/gradient-segmentation/masks.ts';
import { cornerNames, hexOf } from '#demos/one-pixel-attacks/colours.ts';
import { drawPopulation } from '#demos/one-pixel-attacks/drawPopulation.ts';
import { drawVulnerability } from '#demos/one-pixel-attacks/drawVulnerability.ts';
import { recordedCounts } from '#demos/one-pixel-attacks/recordedCounts.ts';
import { recordedMap } from '#demos/one-pixel-attacks/recordedMaps.ts';
import { shareWords } from '#demos/one-pixel-attacks/shareWords.ts';
import {
  handDefaults,
  handSchema,
  mapDefaults,
  mapSchema,
  searchDefaults,
  searchSchema,
  surveyDefaults,
  surveySchema,
} from '#demos/one-pixel-attacks/state.ts';
import { strongest } from '#numerics/search/answer.ts';
import { onePixelQueries } from '#numerics/search/onePixelQueries.ts';
import { cornerColours } from '#numerics/search/pixelChange.ts';
import search from '#numerics/tasks/one-pixel-attacks-search.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const [CAT, CAR, NUMBERS] = [8, 3, 32 * 32 * 3];
const model = shippedModel('base');
let pixels: Uint8Array;
const pictureOf = (image: number) => pixels.slice(image * NUMBERS, (image + 1) * NUMBERS);

/** A recorded map, drawn; its label is its answer, since both pictures are known rightly. */
function drawn(image: number) {
  const recorded = recordedMap('base', image);
  const label = strongest(recorded.probabilities);
  const digits = (text: string) => Array.from(text, Number);
  const map = { ...recorded, colour: digits(recorded.colour), flips: digits(recorded.flips) };
  const p = recorded.probabilities[label] ?? 0;
  const order = [...recorded.guess.keys()].sort(
    (a, b) => (recorded.guess[b] ?? 0) - (recorded.guess[a] ?? 0),
  );
  return { ...map, label, p, order, tiles: drawVulnerability(map, p) };
}

beforeAll(async () => {
  await startWasm();
  ({ pixels } = await imagesOf('public/images/gallery-teaching.png', model.manifest));
});

describe('what the chapter says of the cat', () => {
  it('64 % cat; 23 pixels and 30 of 8,192 changes fool it; yellow at row 5, column 23 leaves 22 %', () => {
    const { p, tiles } = drawn(CAT);
    expect(p).toBeCloseTo(0.642, 3);
    expect([tiles.pixels, tiles.changes]).toEqual([23, 30]);
    expect(tiles.best).toMatchObject({ row: 5, column: 23, colour: cornerNames.indexOf('yellow') });
    expect(tiles.best.p).toBeCloseTo(0.222, 3);
  });

  it('one hit in 273 draws, and 99 % in 1,240', () => {
    expect(Math.round(8192 / drawn(CAT).tiles.changes)).toBe(273);
    expect(1 - (1 - 30 / 8192) ** 1240).toBeCloseTo(0.99, 2);
  });

  it('the strongest pixel is number 627 in the gradient’s order, rank correlation 0.49', () => {
    const { order, tiles, rank, lead } = drawn(CAT);
    expect(order.indexOf(tiles.best.row * 32 + tiles.best.column) + 1).toBe(627);
    expect(rank).toBeCloseTo(0.49, 2);
    expect(lead).toEqual({ rank: 0.421, place: 385 });
  });
});

describe('what it says of the red car', () => {
  it('54.7 %; 23 pixels, none of them on the car, white the worst of 21', () => {
    const { p, flips, colour, tiles } = drawn(CAR);
    expect(p).toBeCloseTo(0.547, 3);
    expect(tiles.pixels).toBe(23);
    const mask = drawnMasks.find(({ image }) => image === CAR)?.mask ?? '';
    const flipping = flips.flatMap((count, i) => (count > 0 ? [i] : []));
    expect(flipping.filter((i) => mask[i] === '#')).toEqual([]);
    const white = cornerNames.indexOf('white');
    expect(flipping.filter((i) => colour[i] === white)).toHaveLength(21);
  });

  it('its strongest pixel is number 496 in the gradient’s order, rank correlation 0.14', () => {
    const { order, tiles, rank, lead } = drawn(CAR);
    expect(order.indexOf(tiles.best.row * 32 + tiles.best.column) + 1).toBe(496);
    expect(rank).toBeCloseTo(0.1354, 4); // 0.14 in print
    expect(lead).toEqual({ rank: 0.205, place: 310 });
  });
});

describe('the recordings', () => {
  it.each([CAT, CAR])(
    'of picture %i agree with the network, asked anew for ten pixels',
    async (image) => {
      const { least, flips, label } = drawn(image);
      const asked = [...least.keys()].filter((i) => i % 104 === 3);
      const changes = asked.flatMap((i) =>
        cornerColours.map((colour) => ({ row: Math.floor(i / 32), column: i % 32, colour })),
      );
      const attack = { model, pixels: pictureOf(image), filter: 'none' } as const;
      const found = (await onePixelQueries(attack, changes)) ?? new Float32Array(0);
      for (const [k, i] of asked.entries()) {
        const answers = cornerColours.map((_, c) =>
          found.subarray(10 * (8 * k + c), 10 * (8 * k + c + 1)),
        );
        expect(Math.min(...answers.map((p) => p[label] ?? 1))).toBeCloseTo(least[i] ?? 0, 3);
        expect(answers.filter((p) => strongest(p) !== label)).toHaveLength(flips[i] ?? 0);
      }
    },
  );

  it('have the first generation that the search draws', async () => {
    const sizes = { members: 40, generations: 0, scale: 0.5, seed: 1, palette: 'any' } as const;
    const input = { network: 'base', filter: 'none', pixels: pictureOf(CAT), label: 3 } as const;
    const found = await search({ ...input, ...sizes }, uninterruptedWith(model));
    const { start } = recordedMap('base', CAT);
    found?.generations[0]?.forEach((value, i) => expect(value).toBeCloseTo(start[i] ?? NaN, 2));
    const { fooling, places } = drawPopulation(pictureOf(CAT), start, 3);
    expect([fooling, places]).toEqual([0, 39]);
  });

  it('count for base what the chapter says: 223 of 454, 49.1 % (44.5 to 53.7)', () => {
    const [base, robust] = recordedCounts.networks;
    expect(base?.name).toBe('base');
    expect(base?.right).toBe(454);
    expect(base?.fooled).toMatchObject({ lottery: 129, corners: 184, evolution: 203 });
    expect(base?.fooled).toMatchObject({ longEvolution: 225, everyPixel: 223 });
    expect(base?.fooled.longLottery).toBe(193);
    expect(shareWords(223, 454)).toBe('49.1\u00a0% (44.5 to 53.7)');
    expect(base?.firstGeneration).toBe(116);
    expect(base?.bySureness[0]).toEqual({ from: 0, known: 136, fooled: 129 });
    expect(base?.bySureness[2]).toEqual({ from: 0.95, known: 144, fooled: 17 });
    expect(base?.byPlace).toEqual({ edge: 7.279, middle: 53.656 });
    expect(base?.median).toEqual({ right: 379, bareFlips: 153, blind: 5, adaptive: 60 });
    expect([robust?.right, robust?.fooled.everyPixel]).toEqual([359, 36]);
  });

  it('count no more pictures fooled than attacked', () => {
    for (const { right, fooled } of recordedCounts.networks) {
      for (const count of Object.values(fooled)) expect(count).toBeLessThanOrEqual(right);
    }
    expect(shareWords(0, 0)).toBe('none attacked yet');
  });
});

describe('links', () => {
  it('carry a pixel and its colour, and refuse a picture that is not there', () => {
    const state = { ...handDefaults, row: 4, column: 31, colour: hexOf([255, 0, 255]) };
    const text = encodeState(state, handDefaults);
    expect(decodeState(text, handSchema, handDefaults)).toEqual({ state, notice: null });
    for (const bad of ['{"row":32}', '{"image":24}', '{"colour":"red"}', '{"members":1}']) {
      expect(decodeState(bad, handSchema, handDefaults).notice).not.toBe(null);
    }
    expect(decodeState('{"set":"gallery","image":499}', mapSchema, mapDefaults).notice).toBe(null);
    expect(decodeState('{"members":41}', searchSchema, searchDefaults).notice).not.toBe(null);
    expect(decodeState('{"seed":0}', surveySchema, surveyDefaults).notice).not.toBe(null);
  });
});
