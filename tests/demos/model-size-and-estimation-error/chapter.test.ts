import { describe, expect, it } from 'vitest';

import {
  FEATURES,
  placesAround,
  termsOf,
} from '#demos/model-size-and-estimation-error/exactCurves.ts';
import { meansByWidth } from '#demos/model-size-and-estimation-error/meansByWidth.ts';
import { recordedSweep, sizes, widths } from '#demos/model-size-and-estimation-error/recorded.ts';
import {
  exactDefaults,
  exactSchema,
  labDefaults,
  labSchema,
  SEEDS,
  trainDefaults,
  trainSchema,
} from '#demos/model-size-and-estimation-error/state.ts';
import { LAMBDAS, sizesFor } from '#numerics/regression/sweep.ts';
import { parametersOfWidth, widthStudy } from '#numerics/regression/widthStudy.ts';

const cellAt = (examples: number, noise: number, size: number, lambda = 0) => {
  const { sizes: known, cells } = recordedSweep(examples, noise);
  const cell = cells[known.indexOf(size)]?.[LAMBDAS.indexOf(lambda as 0)];
  if (!cell) throw new Error(`no cell for ${size} features`);
  return cell;
};
const wrong = (...place: Parameters<typeof cellAt>) =>
  (100 * cellAt(...place).fresh.mean).toFixed(1);
const leastBelow = (noise: number) => {
  const { sizes: known, cells } = recordedSweep(100, noise);
  const below = known.map((size, s) => [size, cells[s]?.[0]?.fresh.mean ?? 1] as const);
  return below.filter(([size]) => size < 100).sort(([, a], [, b]) => a - b)[0]?.[0];
};

describe('the random features', () => {
  it('were recorded at the sizes, ridges and seeds of the page', () => {
    expect(sizes.lambdas).toEqual([...LAMBDAS]);
    for (const { examples, seeds, sizes: known } of sizes.sweeps) {
      expect(known).toEqual(sizesFor(examples));
      expect(seeds).toBe(SEEDS);
    }
    expect(sizesFor(labDefaults.examples)[labDefaults.size]).toBe(100);
  });

  it('fall, rise to a peak at p = n, and fall below the first valley', () => {
    expect(leastBelow(0.2)).toBe(40);
    expect([40, 100, 200, 400, 1600].map((p) => wrong(100, 0.2, p))).toEqual([
      '60.6',
      '73.3',
      '54.6',
      '49.1',
      '47.8',
    ]);
    for (const p of [100, 200, 1600]) expect(cellAt(100, 0.2, p).training.high).toBe(0);
  });

  it('have the peak without wrong labels, too', () => {
    expect(leastBelow(0)).toBe(50);
    expect([50, 100, 1600].map((p) => wrong(100, 0, p))).toEqual(['52.1', '71.2', '31.6']);
  });

  it('in squared error with 20 % wrong labels do not fall below the first valley', () => {
    expect(cellAt(100, 0.2, 5).squared.mean).toBeCloseTo(0.783, 3);
    expect(cellAt(100, 0.2, 1600).squared.mean).toBeCloseTo(0.832, 3);
    expect(cellAt(100, 0.2, 100).squared.mean).toBeCloseTo(618, 0);
  });

  it('lose the peak by a ridge, and gain by one at 1,600 features', () => {
    expect(cellAt(100, 0.2, 100, 0.01).squared.mean).toBeCloseTo(5.84, 2);
    expect(cellAt(100, 0.2, 100, 10).fresh.mean).toBeCloseTo(0.53, 2);
    expect(wrong(100, 0.2, 1600, 10)).toBe('46.8');
    const best = Math.min(...LAMBDAS.map((l) => cellAt(100, 0.2, 1600, l).squared.mean));
    expect(best).toBeCloseTo(0.641, 3);
    const { sizes: known, cells } = recordedSweep(100, 0.2);
    const ten = cells.map((row) => row[LAMBDAS.indexOf(10)]?.fresh.mean ?? 1);
    ten.forEach((value, s) => expect(value, `${known[s]}`).toBeLessThan((ten[s - 1] ?? 1) + 0.01));
  });

  it('of a hundred do worse after 100 examples than after 50', () => {
    expect([wrong(50, 0.2, 100), wrong(100, 0.2, 100)]).toEqual(['62.0', '73.3']);
  });
});

describe('the Gaussian problem', () => {
  const at = (order: 'even' | 'strongest first', size: number, examples = 40) =>
    termsOf({ examples, size, noise: 0.1, order }).risk;
  const places = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('with the strongest features first has its best left of the peak', () => {
    const order = 'strongest first';
    const by = (sizes0: number[]) => sizes0.sort((a, b) => at(order, a) - at(order, b))[0];
    expect(by(places(1, 38))).toBe(10);
    expect(by(places(42, FEATURES))).toBe(62);
    expect([10, 62, 400].map((p) => at(order, p).toFixed(2))).toEqual(['0.21', '0.67', '1.01']);
  });

  it('with equal features has its best at the far right', () => {
    const all = [...places(1, 38), ...places(42, FEATURES)];
    const best = all.sort((a, b) => at('even', a) - at('even', b))[0];
    expect(best).toBe(400);
    expect([1, 400].map((p) => at('even', p).toFixed(2))).toEqual(['1.13', '1.01']);
    const left = places(1, 38).map((p) => at('even', p));
    expect(left).toEqual(left.toSorted((a, b) => a - b));
  });

  it('has 36 features worse after 30 examples than after 20', () => {
    const order = 'strongest first';
    expect(at(order, 36, 30)).toBeGreaterThan(at(order, 36, 20));
    expect(at(order, 36, 36)).toBe(Infinity);
  });

  it('is drawn at every size near the threshold', () => {
    const drawn = placesAround(40, 1, FEATURES);
    for (let p = 30; p <= 50; p++) expect(drawn).toContain(p);
    expect([drawn[0], drawn.at(-1)]).toEqual([1, FEATURES]);
  });
});

describe('the networks', () => {
  const runs = widths.runs.map(({ wrong: history, ...run }) => {
    const [training, fresh] = history.at(-1) ?? [0, 0];
    return { ...run, training, fresh };
  });
  const fresh = (noise: number) =>
    meansByWidth(runs, noise).map(({ fresh: { mean } }) => (100 * mean).toFixed(1));

  it('were all trained in the same way', () => {
    for (const { examples, width, parameters, wrong: history } of widths.runs) {
      expect(examples).toBe(100);
      expect(parameters).toBe(parametersOfWidth(width));
      expect(history).toHaveLength(widthStudy.parts);
    }
    const { batch, rate, steps, parts } = widthStudy;
    expect(widths.study).toEqual({ batch, rate, steps, parts });
  });

  it('get better with width, with wrong labels and without', () => {
    expect(new Set(runs.map(({ seed }) => seed)).size).toBe(6);
    expect(fresh(0)).toEqual(['50.6', '25.1', '20.7', '19.0', '13.2', '8.0', '6.6']);
    expect(fresh(0.2)).toEqual(['56.7', '41.5', '36.4', '37.0', '33.0', '29.5', '25.1']);
  });

  it('learn every label from width 6 on; at widths 3 and 4 seeds differ much', () => {
    for (const run of runs) if (run.width >= 6) expect(run.training).toBe(0);
    const near = runs.filter(({ width, noise }) => noise > 0 && (width === 3 || width === 4));
    const errors = near.map((run) => run.fresh / 4);
    expect([Math.min(...errors), Math.max(...errors)]).toEqual([24.75, 52.5]);
    const three = near.filter(({ width, training }) => width === 3 && training > 0);
    expect(three).toHaveLength(3);
    expect(parametersOfWidth(3)).toBe(610);
  });

  it('the widest with wrong labels stays where it was once it has learned them', () => {
    const histories = widths.runs.filter(({ width, noise }) => width === 16 && noise > 0);
    const at = (part: number, of: 0 | 1) =>
      histories.reduce((sum, run) => sum + (run.wrong[part]?.[of] ?? 0), 0) / histories.length;
    expect([at(4, 1) / 4, at(15, 1) / 4].map((share) => share.toFixed(1))).toEqual([
      '25.7',
      '25.1',
    ]);
    expect(at(4, 0)).toBeLessThan(1);
  });

  it('the bound for the widest', () => {
    const bound = Math.sqrt((32 * 14468 * Math.LN2 + Math.log(1 / 0.05)) / 200);
    expect(parametersOfWidth(16)).toBe(14468);
    expect(bound.toFixed(0)).toBe('40');
  });
});

describe('the links', () => {
  it('begin from states that their schemas allow', () => {
    expect(labSchema.safeParse(labDefaults).success).toBe(true);
    expect(exactSchema.safeParse(exactDefaults).success).toBe(true);
    expect(trainSchema.safeParse(trainDefaults).success).toBe(true);
    expect(labSchema.safeParse({ ...labDefaults, examples: 15 }).success).toBe(false);
  });
});
