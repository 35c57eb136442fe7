import { beforeAll, describe, expect, it } from 'vitest';

import prune from '#demos/architecture-search/Prune.first.ts';
import race from '#demos/architecture-search/Race.first.ts';
import { pruning, recordedTable, TESTED } from '#demos/architecture-search/recorded.ts';
import { raceDefaults, raceSchema, settingOf } from '#demos/architecture-search/state.ts';
import { expectedBest } from '#numerics/architectureSearch/bestOfMany.ts';
import { racers, runRacer, type Racer, type Setting } from '#numerics/architectureSearch/race.ts';
import { reinforce } from '#numerics/architectureSearch/reinforce.ts';
import { mutate } from '#numerics/architectureSearch/regularisedEvolution.ts';
import { decisions, optionsOf, sizes } from '#numerics/architectureSearch/space.ts';
import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { saveWeights } from '#numerics/training/savedWeights.ts';

import { shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const table = recordedTable();
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const points = (share: number) => (100 * share).toFixed(1);
const setting = settingOf(raceDefaults);
const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);
const courses = (racer: Racer, change: Partial<Setting> = {}) =>
  SEEDS.map((seed) => runRacer(table, racer, { ...setting, ...change }, seed));
const after = (runs: ReturnType<typeof courses>, trainings: number) =>
  mean(runs.map(({ test }) => test[trainings - 1] ?? Number.NaN));

describe('the table', () => {
  it('has 432 networks, from 36 to 83.5 %, the middle one at 68.4', () => {
    const sorted = table.test.toSorted((a, b) => a - b);
    expect(sorted).toHaveLength(432);
    expect(sorted.at(-1)).toBe(8355);
    expect(points(((sorted[215] ?? 0) + (sorted[216] ?? 0)) / 20_000)).toBe('68.4');
  });

  it('is nearly additive: what an option is worth on average', () => {
    const worth = (decision: number, option: number) =>
      mean(table.test.filter((_, i) => optionsOf(i, sizes)[decision] === option)) / 100;
    const gain = (name: string) => {
      const at = decisions.findIndex((decision) => decision.name === name);
      return (worth(at, 1) - worth(at, 0)).toFixed(1);
    };
    expect(gain('convolutions a stage')).toBe('8.6');
    expect(gain('maps C')).toBe('6.0');
    expect(gain('skip')).toBe('-0.1');
    expect([1, 2, 3].map((stage) => gain(`kernel, stage ${stage}`))).toEqual(['8.9', '7.0', '7.5']);
  });

  it('is explained to 90 % by the average effects of the decisions, which leave 2.9 points', () => {
    const all = mean(table.test) / 100;
    const effects = sizes.map((count, decision) =>
      Array.from({ length: count }, (_, option) => {
        const those = table.test.filter((_, i) => optionsOf(i, sizes)[decision] === option);
        return mean(those) / 100 - all;
      }),
    );
    const left = table.test.map((right, i) =>
      optionsOf(i, sizes).reduce(
        (rest, o, at) => rest - (effects[at]?.[o] ?? 0),
        right / 100 - all,
      ),
    );
    const variance = mean(left.map((rest) => rest ** 2));
    const total = mean(table.test.map((right) => (right / 100 - all) ** 2));
    expect((1 - variance / total).toFixed(2)).toBe('0.90');
    expect(Math.sqrt(variance).toFixed(1)).toBe('2.9');
  });

  it('has five places where single changes get stuck, all among the best fourteen on validation', () => {
    const scores = table.validation;
    const stuck = scores.flatMap((score, network) => {
      const children = Array.from({ length: 200 }, (_, i) => {
        const draws = [i % sizes.length, Math.floor(i / sizes.length)];
        return mutate(network, sizes, (n) => (draws.shift() ?? 0) % n);
      });
      return children.every((child) => (scores[child] ?? 0) <= score) ? [network] : [];
    });
    expect(stuck).toHaveLength(5);
    for (const network of stuck) {
      const rank = scores.filter((score) => score > (scores[network] ?? 0)).length;
      expect(rank).toBeLessThan(14);
    }
  });

  it('the validation set is 0.2 points easier than the test', () => {
    const gaps = table.validation.map((right, i) => right / 5000 - (table.test[i] ?? 0) / 10_000);
    expect(points(mean(gaps))).toBe('0.2');
  });

  it('early and final ranks correlate with 0.84, and the early leader is number 14', () => {
    expect(rankCorrelation(table.early, table.test).toFixed(2)).toBe('0.84');
    const leader = table.test[table.early.indexOf(Math.max(...table.early))] ?? 0;
    expect(points(leader / 10_000)).toBe('82.7');
    expect(table.test.filter((right) => right > leader)).toHaveLength(13);
  });
});

describe('the race, as printed', () => {
  let runs: Record<Racer, ReturnType<typeof courses>>;
  beforeAll(() => {
    runs = {
      random: courses('random'),
      evolution: courses('evolution'),
      reinforce: courses('reinforce'),
    };
  });

  it.each([
    [5, '77.7', '78.1', '78.3'],
    [10, '80.1', '80.4', '80.9'],
    [20, '81.8', '82.5', '82.6'],
    [30, '82.4', '83.0', '83.2'],
    [60, '83.0', '83.3', '83.3'],
  ])('after %d trainings', (trainings, ...printed) => {
    expect(racers.map((racer) => points(after(runs[racer], trainings)))).toEqual(printed);
  });

  it('both learners are ahead by 0.6 to 0.8 points after 20 and 30 trainings', () => {
    for (const racer of ['evolution', 'reinforce'] as const) {
      for (const trainings of [20, 30]) {
        const ahead = 100 * (after(runs[racer], trainings) - after(runs.random, trainings));
        expect(['0.6', '0.7', '0.8']).toContain(ahead.toFixed(1));
      }
    }
  });

  it('REINFORCE settles before its sixty are spent in 51 of 200 seeds', () => {
    const evaluate = (network: number) => (table.validation[network] ?? 0) / 5000;
    const settled = SEEDS.filter((seed) => {
      const search = { counts: sizes, budget: 60, seed };
      return reinforce(evaluate, search, { rate: setting.rate }).length < 60;
    });
    expect(settled).toHaveLength(51);
  });

  it('what random search may expect, exactly', () => {
    const exact = expectedBest(table.validation, table.test, 60).map((n) => points(n / 10_000));
    expect([5, 10, 20, 30, 60].map((n) => exact[n - 1])).toEqual([
      '77.8',
      '80.2',
      '81.9',
      '82.5',
      '83.0',
    ]);
  });

  it('what the learners have after 20 and 30 trainings costs random search 30 and 58, 35 and 93', () => {
    const exact = expectedBest(table.validation, table.test, 100).map((n) => n / 10_000);
    const price = (accuracy: number) => 1 + exact.findIndex((value) => value >= accuracy);
    const prices = (racer: Racer) => [20, 30].map((n) => price(after(runs[racer], n)));
    expect(prices('evolution')).toEqual([30, 58]);
    expect(prices('reinforce')).toEqual([35, 93]);
  });

  it('at 20 trainings a random search beats an evolution in 35 of 100 pairs', () => {
    let wins = 0;
    for (const { test: a } of runs.random) {
      for (const { test: b } of runs.evolution) if ((a[19] ?? 0) > (b[19] ?? 0)) wins++;
    }
    expect(Math.round((100 * wins) / 200 ** 2)).toBe(35);
  });

  it('on 50 validation images evolution believes in 91 % and has 81', () => {
    const few = courses('evolution', { judgedOn: 50 });
    expect((100 * mean(few.map(({ seen }) => seen.at(-1) ?? 0))).toFixed(0)).toBe('91');
    expect((100 * after(few, 60)).toFixed(0)).toBe('81');
    const all = mean(runs.evolution.map(({ seen }) => seen.at(-1) ?? 0));
    expect(points(all - after(runs.evolution, 60))).toBe('0.4');
  });

  it('judged early: 80.4 % instead of 77.7 for five trainings, and 82.6 to 82.7 in the end', () => {
    const early = racers.map((racer) => courses(racer, { early: true }));
    expect(points(after(early[0] ?? [], 5))).toBe('80.4');
    for (const run of early) expect(['82.6', '82.7']).toContain(points(after(run, 60)));
  });

  it('is what the figure opens with', async () => {
    const { raced } = await race();
    for (const racer of racers) {
      expect(raced[racer].test.mean[19]).toBeCloseTo(after(runs[racer], 20), 3);
    }
    expect(raceSchema.parse(raceDefaults)).toEqual(raceDefaults);
  });
});

describe('pruning, as printed', () => {
  const right = (scope: 'global' | 'layer' | 'scaled', sparsity: number) =>
    (pruning.pruned[scope] ?? []).map((run) => run[pruning.sparsities.indexOf(sparsity)] ?? 0);

  it('half of all weights: from 226 to 33 globally, to 194 by layer, to 147 in units', () => {
    expect(right('global', 0)[0]).toBe(226);
    expect(right('global', 0.5)[0]).toBe(33);
    expect(right('layer', 0.5)[0]).toBe(194);
    expect(right('scaled', 0.5)[0]).toBe(147);
  });

  it('the root mean square of the weights is 0.53, 0.04 to 0.06, and 0.22', async () => {
    await startWasm();
    const network = networkOf(shippedModel('base'));
    const sizeOf = Object.fromEntries(
      Object.entries(await saveWeights(network)).map(
        ([
          name,
          {
            kernel: { values },
          },
        ]) => [
          name,
          Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length),
        ],
      ),
    );
    expect([sizeOf['conv1'], sizeOf['conv5']].map((size) => size?.toFixed(2))).toEqual([
      '0.53',
      '0.22',
    ]);
    for (const name of ['conv2', 'conv3', 'conv4']) {
      expect(sizeOf[name]).toBeGreaterThan(0.035);
      expect(sizeOf[name]).toBeLessThan(0.065);
    }
  });

  it('from 60 % on a global ranking gives chance, with next to nothing left in the middle', () => {
    for (const sparsity of [0.6, 0.7, 0.8, 0.9, 0.95]) {
      for (const count of right('global', sparsity)) expect(Math.abs(count - 25)).toBeLessThan(2);
    }
    const { layers, shares } = pruning.kept.global ?? { layers: [], shares: [] };
    const kept = shares[pruning.sparsities.indexOf(0.8)] ?? [];
    layers.forEach((name, i) => {
      if (/conv[234]/.test(name)) expect(kept[i]).toBeLessThan(0.005);
    });
    expect(kept[0]).toBeCloseTo(0.5, 1);
  });

  it.each([
    [0.8, [39, 41, 33], [132, 134, 134]],
    [0.5, [194, 191, 200], [201, 211, 204]],
    [0, [226, 222, 226], [209, 214, 205]],
  ])('fine-tuned at a sparsity of %d by layer: %j become %j', (sparsity, before, after200) => {
    const runs = pruning.tuned.filter((run) => run.scope === 'layer' && run.sparsity === sparsity);
    expect(runs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(runs.map((run) => run.right[0])).toEqual(before);
    expect(runs.map((run) => run.right.at(-1))).toEqual(after200);
  });

  it('at 95 % by a global ranking conv2 is empty', () => {
    const { layers = [], shares = [] } = pruning.kept.global ?? {};
    expect(shares.at(-1)?.[layers.indexOf('conv2')]).toBe(0);
  });

  it('the figure opens with the recorded run', async () => {
    const { shown, curves } = await prune();
    expect(shown).toMatchObject({ right: 33, of: TESTED });
    expect(shown.layers).toHaveLength(6);
    expect(curves.map(({ scope }) => scope)).toEqual(['global', 'layer', 'scaled']);
  });
});
