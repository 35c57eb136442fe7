import { z } from 'zod';
import { middleNames, type MiddleName } from '#numerics/stacks/middles.ts';
import contestFile from '../../../content/chapters/vgg/contest.json';

const count = z.int().nonnegative();

/** What `bench/recordStacks.ts` trained on drawn figures. Build time only. */
export const figures = z
  .object({
    command: z.string(),
    examples: count,
    fresh: count,
    runs: z.array(
      z.object({
        middle: z.enum(middleNames),
        seed: count,
        /** After each part: wrong among the training's examples, and among the fresh ones. */
        wrong: z.array(z.tuple([count, count])),
        collapsed: z.optional(
          z.object({ same: count, difference: z.number(), largest: z.number() }),
        ),
      }),
    ),
  })
  .parse(contestFile);

/** Shares of wrong answers on fresh figures, by middle: one a seed. */
export function sharesWrong(): Record<MiddleName, number[]> {
  const of = (name: MiddleName) =>
    figures.runs
      .filter(({ middle }) => middle === name)
      .map(({ wrong }) => (wrong.at(-1)?.[1] ?? Number.NaN) / figures.fresh);
  return {
    seven: of('seven'),
    fives: of('fives'),
    threes: of('threes'),
    linear: of('linear'),
    ones: of('ones'),
    wide: of('wide'),
  };
}
