import { beforeAll, describe, expect, it } from 'vitest';
import { mean, picked, trap, type Training } from '#demos/domain-generalization/choices.ts';
import { historyOf, leftOut, recordedRuns } from '#demos/domain-generalization/recorded.ts';
import {
  labDefaults,
  labSchema,
  lettersOf,
  recordDefaults,
  recordSchema,
  sourcesOf,
} from '#demos/domain-generalization/state.ts';
import { candidatesOf, judge, pick } from '#numerics/domains/judge.ts';
import { domains, styles, type Style } from '#numerics/domains/styles.ts';
import { domainStudy, methods } from '#numerics/domains/study.ts';
import train, { type DomainCheckpoint } from '#numerics/tasks/domain-generalization-train.ts';

import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

beforeAll(startWasm);

const runs = recordedRuns();
const trainings = runs.flatMap((run): Training[] => {
  const target = leftOut(run);
  if (!target || run.reversal !== undefined) return [];
  const candidates = candidatesOf(historyOf(run), run.method, target);
  return [{ target, seed: run.seed, method: run.method, candidates }];
});

const share = (run: (typeof runs)[number], style: Style) =>
  (100 * (run.parts.at(-1)?.[1][styles.indexOf(style)] ?? NaN)) / domainStudy.test;
const seeds = [1, 2, 3];
const tenth = (value: number) => Number(value.toFixed(1));
/** The mean of values, and its standard error. */
const estimate = (values: readonly number[]) => {
  const m = mean(values);
  const spread = values.reduce((sum, v) => sum + (v - m) ** 2, 0) / (values.length - 1);
  return [tenth(m), tenth(Math.sqrt(spread / values.length))];
};
const trained = (...sources: Style[]) =>
  seeds.map((seed) => {
    const wanted = lettersOf(sources);
    const found = runs.find(
      (run) =>
        lettersOf(run.sources) === wanted &&
        run.seed === seed &&
        run.method === 'erm' &&
        run.reversal === undefined,
    );
    if (!found) throw new Error(`no run of ${sources.join()}, seed ${seed}`);
    return found;
  });

describe('the record', () => {
  const last = picked(trainings, 'last');
  const of = (method: string, seed?: number) =>
    last.filter((one) => one.method === method && (seed === undefined || one.seed === seed));

  it('holds every domain left out, by every loss, with three seeds', () => {
    expect(trainings.length).toBe(domains.length * methods.length * seeds.length);
  });

  it('has the accuracies of the table', () => {
    const target = methods.map((m) => tenth(100 * mean(of(m).map(({ choice }) => choice.target))));
    expect(target).toEqual([50.6, 57.3, 49.5, 51.2]);
    const worst = methods.map((method) =>
      tenth(
        mean(
          runs
            .filter((run) => run.method === method && run.reversal === undefined && leftOut(run))
            .map((run) => Math.min(...run.sources.map((style) => share(run, style)))),
        ),
      ),
    );
    expect(worst).toEqual([65.2, 68.3, 62.6, 66.5]);
    const against = (['mix', 'dann', 'dro'] as const).map((method) =>
      estimate(
        of(method).map(({ target, seed, choice }) => {
          const plain = of('erm', seed).find((one) => one.target === target);
          return 100 * (choice.target - (plain?.choice.target ?? NaN));
        }),
      ),
    );
    expect(against).toEqual([
      [6.7, 2.7],
      [-1.1, 2.1],
      [0.6, 1.8],
    ]);
  });

  it('mixing gains in all but photographs and textures, by the domains’ means 6.7 ± 2.3', () => {
    const gains = domains.map((domain) => {
      const [mix, erm] = (['mix', 'erm'] as const).map((method) =>
        mean(of(method).flatMap((one) => (one.target === domain ? [one.choice.target] : []))),
      );
      return 100 * ((mix ?? NaN) - (erm ?? NaN));
    });
    expect(gains.map(Math.round)).toEqual([1, 8, 12, 1, 11]);
    expect(estimate(gains)).toEqual([6.7, 2.3]);
  });

  it('group-DRO lifts the worst of its sources by 1.2 ± 1.6', () => {
    const worst = (method: string, target: Style, seed: number) => {
      const run = runs.find(
        (one) => one.method === method && one.seed === seed && leftOut(one) === target,
      );
      return Math.min(...(run?.sources.map((style) => share(run, style)) ?? []));
    };
    const lifts = domains.flatMap((target) =>
      seeds.map((seed) => worst('dro', target, seed) - worst('erm', target, seed)),
    );
    expect(estimate(lifts)).toEqual([1.2, 1.6]);
    expect(domainStudy.groupRate * domainStudy.steps * domainStudy.parts).toBeCloseTo(2.8, 12);
  });

  it('has seeds alike on the sources and 18.5 points apart in the domain left out', () => {
    const bySeed = (measure: 'seen' | 'target') =>
      seeds.map((seed) => tenth(100 * mean(of('erm', seed).map(({ choice }) => choice[measure]))));
    expect(bySeed('seen')).toEqual([82.1, 82.7, 81.7]);
    expect(bySeed('target')).toEqual([55.4, 57.5, 39]);
  });

  it('has the negative at 73 and the texture at 21 %, which no loss brings above 27', () => {
    const plain = (target: Style) =>
      of('erm').flatMap((one) => (one.target === target ? [100 * one.choice.target] : []));
    expect(Math.round(mean(plain('inverted')))).toBe(73);
    expect(plain('textured').map(Math.round)).toEqual([20, 22, 22]);
    expect(Math.round(plain('inverted')[0] ?? NaN)).toBe(76);
    const texture = last.filter(({ target }) => target === 'textured');
    expect(Math.max(...texture.map(({ choice }) => choice.target))).toBeLessThan(0.27);
    const plainTexture = texture.filter(({ method }) => method === 'erm');
    expect(plainTexture.map(({ choice }) => tenth(100 * choice.seen))).toEqual([79.9, 87.5, 92.2]);
  });

  it('group-DRO puts up to half of the weight on one source', () => {
    const most = Math.max(...runs.flatMap(({ groups }) => groups ?? []));
    expect(most).toBeCloseTo(0.52, 2);
  });

  it('the reversal at full strength leaves no style above 32 %', () => {
    const full = runs.filter(({ reversal }) => reversal === 1);
    expect(full.length).toBe(3);
    const all = full.flatMap((run) => styles.map((style) => share(run, style)));
    expect(Math.max(...all)).toBeLessThan(32);
  });

  it('a near copy as a fourth source costs 10 points, an unlike one less', () => {
    const thirds = ['inverted', 'textured', 'collage'] as const;
    const [copy, unlike]: number[][] = [[], []];
    const table = (['inverted', 'collage'] as const).flatMap((target) =>
      thirds
        .filter((third) => third !== target)
        .map((third) => {
          const other = thirds.filter((one) => one !== third && one !== target);
          const sets = [[], ['faded'] as const, other].map((more) =>
            trained('photo', 'edges', third, ...more).map((run) => share(run, target)),
          );
          const [three = [], faded = [], four = []] = sets;
          copy?.push(...faded.map((v, i) => v - (three[i] ?? NaN)));
          unlike?.push(...four.map((v, i) => v - (three[i] ?? NaN)));
          return sets.map((values) => Math.round(mean(values)));
        }),
    );
    expect(table).toEqual([
      [76, 58, 73],
      [78, 68, 73],
      [54, 45, 52],
      [53, 51, 52],
    ]);
    expect(estimate(copy ?? [])).toEqual([-10, 3.6]);
    const bySeed = seeds.map((_, s) => mean((copy ?? []).filter((__, i) => i % 3 === s)));
    expect(bySeed.map(Math.round)).toEqual([-9, -2, -19]);
    expect(estimate(unlike ?? [])).toEqual([-3.2, 5]);
    expect(estimate((unlike ?? []).map((v, i) => v - (copy?.[i] ?? NaN)))).toEqual([6.8, 4.1]);
  });

  it('no fourth source moves the texture from between 21 and 23 %', () => {
    const thirds = ['inverted', 'collage'] as const;
    const means = thirds.flatMap((third) =>
      [[], ['faded'] as const, thirds.filter((one) => one !== third)].map((more) =>
        mean(trained('photo', 'edges', third, ...more).map((run) => share(run, 'textured'))),
      ),
    );
    expect(Math.round(Math.min(...means))).toBe(21);
    expect(Math.round(Math.max(...means))).toBe(23);
  });

  it('the choice by the target is flattered', () => {
    const { honest, reported, fair, candidates, choices } = trap(trainings);
    expect([candidates, choices]).toEqual([32, 15]);
    expect([honest, reported, fair].map((v) => tenth(100 * v))).toEqual([55.2, 62.8, 57.9]);
    const contests = domains.flatMap((target) =>
      seeds.map((seed) => {
        const all = trainings
          .filter((one) => one.target === target && one.seed === seed)
          .flatMap((one) => one.candidates);
        const [fairly, cheated] = [pick(all, 'source'), pick(all, 'target')];
        return [cheated.held - cheated.target, cheated.target - fairly.target] as const;
      }),
    );
    expect(estimate(contests.map(([flattery]) => 100 * flattery))).toEqual([4.9, 1.6]);
    expect(estimate(contests.map(([, real]) => 100 * real))).toEqual([2.7, 2.3]);
  });

  it('photographs alone do not prepare for negatives', () => {
    const negatives = trained('photo').map((run) => Math.round(share(run, 'inverted')));
    expect(negatives).toEqual([25, 42, 32]);
    const four = trained('photo', 'edges', 'textured', 'collage');
    expect(four.map((run) => Math.round(share(run, 'inverted')))).toEqual([76, 76, 66]);
  });

  it('judges the seen, the unseen and the worst apart', () => {
    const found = judge([96, 48, 24, 0, 96, 96], ['photo', 'inverted']);
    expect(found.seen).toBeCloseTo(0.625, 12);
    expect(found.unseen).toEqual({ style: 'edges', accuracy: 0 });
    expect(found.worst).toEqual({ style: 'edges', accuracy: 0 });
  });
});

describe('training on styles', () => {
  it.each(['dro', 'dann', 'mix'] as const)(
    'takes up a checkpoint where it was left, and ends alike (%s)',
    async (method) => {
      const trial = { sources: ['photo', 'edges'] as const, method, seed: 2 };
      const until = async (parts: number, from?: DomainCheckpoint) => {
        const found: DomainCheckpoint[] = from ? [from] : [];
        await train(
          { trial, from },
          {
            progress: (_, partial) => partial && found.push(partial as DomainCheckpoint),
            stopped: () => Promise.resolve(found.length >= parts),
          },
        );
        return found.at(-1);
      };
      const first = await until(1);
      const [resumed, whole] = [await until(2, first), await until(2)];
      expect(first?.history.length).toBe(1);
      expect(resumed?.history).toEqual(whole?.history);
      expect(resumed?.groups).toEqual(whole?.groups);
    },
  );
});

describe('the task of the page', () => {
  it('trains the recorded networks', async () => {
    const found: DomainCheckpoint[] = [];
    await train(
      { trial: { sources: ['photo', 'inverted', 'edges'], method: 'erm', seed: 1 } },
      {
        progress: (_, partial) => partial && found.push(partial as DomainCheckpoint),
        stopped: () => Promise.resolve(found.length > 0),
      },
    );
    const [recorded] = trained('photo', 'inverted', 'edges');
    const { validation = [], test = [] } = found[0]?.history[0] ?? {};
    const counts = recorded?.parts[0]?.flat() ?? [];
    // Near ties fall otherwise on another processor.
    [...validation, ...test].forEach((count, i) =>
      expect(Math.abs(count - (counts[i] ?? NaN))).toBeLessThanOrEqual(6),
    );
    expect(counts.length).toBe(validation.length + test.length);
  });
});

describe('links', () => {
  it('the usual states are valid, and letters and sources go back and forth', () => {
    expect(labSchema.safeParse(labDefaults).success).toBe(true);
    expect(recordSchema.safeParse(recordDefaults).success).toBe(true);
    expect(sourcesOf(labDefaults.sources)).toEqual(['photo', 'inverted', 'edges', 'collage']);
    for (const letters of ['100000', '011111', labDefaults.sources])
      expect(lettersOf(sourcesOf(letters))).toBe(letters);
  });

  it.each([{ sources: '000000' }, { sources: '11111' }, { method: 'irm' }, { seed: 0 }])(
    'a malformed one is refused: %o',
    (change) => expect(labSchema.safeParse({ ...labDefaults, ...change }).success).toBe(false),
  );
});
