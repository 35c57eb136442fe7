import { readFileSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

/**
 * Counts what `training/experiments/one_pixel.py` recorded of 500 pictures, for the chapter:
 * `node --experimental-strip-types bench/collectOnePixel.ts` reads `training/records/one-pixel.json`
 * and writes `content/chapters/one-pixel-attacks/counts.json`.
 */
const FROM = 'training/records/one-pixel.json';
const TO = 'content/chapters/one-pixel-attacks/counts.json';

const whole = z.array(z.int());
const queries = z.object({ queries: whole });
const schema = z.object({
  pictures: z.int(),
  networks: z.record(
    z.string(),
    z.object({
      right: whole,
      clean: z.array(z.number()),
      exhaustive8: z.object({
        flips: whole,
        pixels: whole,
        targets: whole,
        confidence: z.array(z.number()),
        countMap: whole,
        colours: whole,
      }),
      de400x100: z.object({ generation: whole }),
      de40x30: queries,
      random1240: queries,
      randomCorner1240: queries,
      random40400: queries,
      median3: z.optional(
        z.object({
          right: whole,
          blind: whole,
          exhaustive8: z.object({ flips: whole, pixels: whole }),
        }),
      ),
    }),
  ),
});

const { pictures, networks } = schema.parse(JSON.parse(readFileSync(FROM, 'utf8')));
const count = (list: readonly number[], holds: (value: number, i: number) => boolean) =>
  list.filter(holds).length;

const bounds = [0, 0.8, 0.95];
const mean = (list: readonly number[]) =>
  Number((list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length)).toFixed(3));
/** Steps from the picture's edge, 0 to 15. */
const ringOf = (pixel: number) => {
  const [row, column] = [Math.floor(pixel / 32), pixel % 32];
  return Math.min(row, column, 31 - row, 31 - column);
};

const counted = Object.entries(networks).map(([name, found]) => {
  const { right, exhaustive8, median3 } = found;
  const known = right.flatMap((value, i) => (value === 1 ? [i] : []));
  const of = (list: readonly number[], holds: (value: number) => boolean) =>
    known.filter((i) => holds(list[i] ?? -1)).length;
  const found1 = (list: readonly number[]) => of(list, (query) => query > 0);
  return {
    name,
    right: known.length,
    fooled: {
      lottery: found1(found.random1240.queries),
      corners: found1(found.randomCorner1240.queries),
      evolution: found1(found.de40x30.queries),
      longLottery: found1(found.random40400.queries),
      longEvolution: of(found.de400x100.generation, (generation) => generation >= 0),
      everyPixel: of(exhaustive8.flips, (flips) => flips > 0),
    },
    /** Pictures that fell to the first generation of 400, which is a lottery. */
    firstGeneration: of(found.de400x100.generation, (generation) => generation === 0),
    /** Mean probability of the wrong answer where the network is surest of it, over those that fall. */
    confidence: mean(known.flatMap((i) => exhaustive8.confidence[i] || [])),
    /** By p of the true class as it is, from each of the bounds up: pictures known, and fooled. */
    bySureness: bounds.map((from, k) => {
      const own = known.filter((i) => {
        const p = found.clean[i] ?? 0;
        return p >= from && p < (bounds[k + 1] ?? 2);
      });
      const fooled = own.filter((i) => (exhaustive8.flips[i] ?? 0) > 0).length;
      return { from, known: own.length, fooled };
    }),
    /** In how many pictures a pixel does it, on average: of the two outermost rings, of the middle 8×8. */
    byPlace: {
      edge: mean(exhaustive8.countMap.filter((_, pixel) => ringOf(pixel) < 2)),
      middle: mean(exhaustive8.countMap.filter((_, pixel) => ringOf(pixel) >= 12)),
    },
    /** Flips by corner colour. */
    colours: exhaustive8.colours,
    median: median3 && {
      right: count(median3.right, (value) => value === 1),
      // Of pictures that are right with and without the filter, and fall without it.
      bareFlips: count(median3.right, (value, i) => value === 1 && (exhaustive8.flips[i] ?? 0) > 0),
      blind: count(
        median3.right,
        (value, i) =>
          value === 1 && (exhaustive8.flips[i] ?? 0) > 0 && (median3.blind[i] ?? 0) === 1,
      ),
      adaptive: count(
        median3.right,
        (value, i) => value === 1 && (median3.exhaustive8.flips[i] ?? 0) > 0,
      ),
    },
  };
});
const lines = counted.map((one) => JSON.stringify(one));
const command = 'node --experimental-strip-types bench/collectOnePixel.ts';
writeFileSync(
  TO,
  `{"command": "${command}", "pictures": ${pictures},\n"networks": [\n${lines.join(',\n')}\n]}\n`,
);
