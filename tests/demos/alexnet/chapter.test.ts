import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import colourFrame from '#demos/alexnet/Colour.first.ts';
import { ledgerRows } from '#demos/alexnet/ledgerRows.ts';
import { drawAlphas, levelsOf } from '#demos/alexnet/photograph.ts';
import { labRecord, recorded, TEST_IMAGES } from '#demos/alexnet/recorded.ts';
import { ledgerDefaults, rates, responseDefaults } from '#demos/alexnet/state.ts';
import { meanOf, summariseArms, worthOf, type Worth } from '#demos/alexnet/summarise.ts';
import { signed } from '#demos/alexnet/WorthTable.tsx';
import { published, respond } from '#numerics/alexnet/response.ts';
import { stepsToGoal } from '#numerics/alexnet/study.ts';

const chapter = readFileSync('content/chapters/alexnet/index.mdx', 'utf8');

describe('the ledger', () => {
  it('has 54×54 maps as the paper prints it, and 55×55 as the chapter reads it', () => {
    expect(ledgerRows(ledgerDefaults).first).toEqual({ maps: 54, reach: 213 });
    const fits = (side: number, padding: number) =>
      ledgerRows({ side, padding, groups: 2 }).first.maps === 55;
    const sides = Array.from({ length: 57 }, (_, i) => 200 + i);
    expect(sides.filter((side) => fits(side, 0))).toEqual([227, 228, 229, 230]);
    expect([0, 1, 2, 3].filter((padding) => fits(224, padding))).toEqual([2, 3]);
  });

  it('counts what the chapter prints', () => {
    const split = ledgerRows({ side: 227, padding: 0, groups: 2 });
    const joined = ledgerRows({ side: 227, padding: 0, groups: 1 });
    expect([split.parameters, joined.parameters]).toEqual([60_965_224, 62_378_344]);
    expect(split.dense).toBe(58_631_144);
    expect((100 * split.dense) / split.parameters).toBeCloseTo(96.2, 1);
    const share = (name: string) =>
      (100 * (split.rows.find((row) => row.name === name)?.share ?? 0)).toFixed(2);
    expect([share('conv3'), share('conv4')]).toEqual(['1.45', '1.09']);
    expect(share('fc6')).toBe('61.93');
    expect(split.rows.find(({ name }) => name === 'conv2')?.parameters).toBe(307_456);
    expect(split.rows[0]?.outputShape).toEqual([55, 55, 96]);
    expect([55 * 48 * 96, 55 * 55 * 96, 33 * 33 * 2]).toEqual([253_440, 290_400, 2178]);
  });
});

describe('response normalisation by hand', () => {
  it('lets the 3 overtake the 4 with α = 1, and does next to nothing as published', () => {
    const strong = respond(responseDefaults.a, { ...published, alpha: 1 });
    expect(strong[4]?.toFixed(2)).toBe('0.38');
    expect(strong[1]?.toFixed(2)).toBe('0.47');
    const quiet = respond(responseDefaults.a, published);
    expect(quiet[4]?.toFixed(2)).toBe('2.38');
    expect((2 ** -0.75).toFixed(4)).toBe('0.5946');
  });
});

describe('the colour shift', () => {
  it('moves the cat as far as the chapter says, in each unit', async () => {
    const { own, gallery } = await colourFrame();
    const alphas = [0.1, 0, 0];
    const mean = (scale: 'deviation' | 'variance' | 'levels') =>
      levelsOf(own, { alphas, scale }).reduce((sum, level) => sum + level / 3, 0);
    expect(mean('variance').toFixed(1)).toBe('0.6');
    expect(mean('levels').toFixed(0)).toBe('158');
    expect(mean('deviation').toFixed(0)).toBe('3');
    const first = ({ variances }: { variances: readonly number[] }) =>
      ((100 * (variances[0] ?? 0)) / variances.reduce((sum, v) => sum + v, 0)).toFixed(0);
    expect([first(own), first(gallery)]).toEqual(['93', '91']);
  });

  it('draws alphas of standard deviation 0.1, the same for the same draw', () => {
    const draws = Array.from({ length: 999 }, (_, i) => drawAlphas(i + 1)).flat();
    const variance = draws.reduce((sum, alpha) => sum + alpha ** 2 / draws.length, 0);
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
    expect(drawAlphas(7)).toEqual(drawAlphas(7));
  });
});

describe('the race', () => {
  const lab = labRecord();
  const runs = lab.filter(({ trial }) => trial.stretch === 1);

  it.each(rates)('at a learning rate of %d takes as many steps as the chapter prints', (rate) => {
    const range = (activation: 'relu' | 'tanh') => {
      const steps = runs
        .filter(({ trial }) => trial.rate === rate && trial.ingredients.activation === activation)
        .map(({ learned }) => stepsToGoal(learned) ?? Infinity);
      expect(steps).toHaveLength(3);
      const text = (value: number) => (Number.isFinite(value) ? String(value) : 'never');
      return `${text(Math.min(...steps))}–${text(Math.max(...steps))}`;
    };
    expect(chapter).toContain(`| ${rate} | ${range('relu')} | ${range('tanh')} |`);
  });

  it('is not lost by tanh from a start that is stretched threefold', () => {
    const steps = (activation: 'relu' | 'tanh') =>
      lab
        .filter(({ trial }) => trial.stretch === 3 && trial.rate === 0.01)
        .filter(({ trial }) => trial.ingredients.activation === activation)
        .map(({ learned }) => stepsToGoal(learned) ?? Infinity)
        .toSorted((a, b) => a - b);
    expect(steps('tanh')).toEqual([84, 96, 96]);
    expect(steps('relu')).toEqual([144, 204, 240]);
  });

  it('takes tanh little more than half of the steps of ReLU, each at its best rate', () => {
    const best = (activation: 'relu' | 'tanh') =>
      Math.min(
        ...rates.map((rate) => {
          const own = runs.filter(
            ({ trial }) => trial.rate === rate && trial.ingredients.activation === activation,
          );
          return meanOf(own.map(({ learned }) => stepsToGoal(learned) ?? Infinity));
        }),
      );
    expect([best('relu'), best('tanh')]).toEqual([92, 52]);
  });
});

describe('the record', () => {
  const { setting, pilots, runs, ensembles } = recorded();
  const brief = runs.filter(({ epochs }) => epochs === 20);
  const arms = summariseArms(brief);
  const arm = (name: string) => {
    const found = arms.find((one) => one.arm === name);
    if (!found) throw new Error(name);
    return found;
  };
  const printed = (worth: Worth | undefined) =>
    worth
      ? `${signed(worth.mean)} (${signed(Math.min(...worth.points))} to ${signed(Math.max(...worth.points))})`
      : '–';

  it('gives the table of what the ingredients are worth', () => {
    const [all, bare] = [worthOf(brief, 'all'), worthOf(brief, 'bare')];
    expect(all).toHaveLength(7);
    expect(bare).toHaveLength(5);
    for (const { ingredient } of all) {
      const of = (rows: Worth[]) => printed(rows.find((row) => row.ingredient === ingredient));
      expect(chapter).toContain(`| ${ingredient} | ${of(all)} | ${of(bare)} |`);
    }
  });

  it('has the errors that the chapter tells of', () => {
    expect(setting).toEqual({ images: 2500, batch: 50 });
    expect((20 * setting.images) / setting.batch).toBe(1000);
    expect((90 * 1.2e6) / 128).toBeCloseTo(843_750);
    expect(new Set(runs.map(({ parameters }) => parameters))).toEqual(new Set([173_482]));
    expect(arm('all').test.mean.toFixed(1)).toBe('55.0');
    expect(arm('bare').test.mean.toFixed(1)).toBe('53.6');
    expect(arm('bare').training.at(-1)?.toFixed(1)).toBe('0.5');
    expect(arm('all').training.at(-1)?.toFixed(1)).toBe('55.6');
    expect([arm('all').seeds, arm('bare').seeds]).toEqual([5, 3]);
    const under = (name: string) => arm(name).training.findIndex((wrong) => wrong <= 25) + 1;
    expect([under('bare, tanh'), under('bare')]).toEqual([9, 13]);
  });

  it('shows what four times as many steps change', () => {
    const patient = runs.filter(({ epochs }) => epochs === 80);
    const names = {
      all: 'everything',
      bare: 'nothing, bare',
      'all without dropout': 'everything but dropout',
      'bare with crops and flips': 'bare, with crops and flips',
    };
    const later = summariseArms(patient);
    expect(later.map((one) => one.arm).toSorted()).toEqual(Object.keys(names).toSorted());
    const words = (test: { mean: number; low: number; high: number } | undefined) =>
      test ? `${test.mean.toFixed(1)} (${test.low.toFixed(1)} to ${test.high.toFixed(1)})` : '';
    const after = (name: string) => later.find((one) => one.arm === name)?.test;
    for (const [name, printed] of Object.entries(names))
      expect(chapter).toContain(
        `| ${printed} | ${words(arm(name).test)} | ${words(after(name))} |`,
      );
    const lead = (after('bare')?.mean ?? 0) - (after('all')?.mean ?? 0);
    expect(lead.toFixed(1)).toBe('7.6');
    const dropout = worthOf(patient, 'all').find(({ ingredient }) => ingredient === 'dropout');
    expect(dropout?.mean.toFixed(1)).toBe('-0.4');
    expect(dropout?.points.filter((points) => points > 0)).toHaveLength(1);
    const crops = worthOf(patient, 'bare').find(
      ({ ingredient }) => ingredient === 'crops and flips',
    );
    expect(crops?.mean).toBeGreaterThan(6);
    const five = ensembles.find((row) => row.arm === 'all' && row.epochs === 80)?.ensembles[4];
    expect((100 * (1 - meanOf(five ?? []) / TEST_IMAGES)).toFixed(1)).toBe('40.6');
  });

  it('chose the rates that the chapter tells of', () => {
    const best = (name: string) =>
      pilots
        .filter((pilot) => pilot.arm === name)
        .toSorted((a, b) => (b.validation ?? 0) - (a.validation ?? 0))[0]?.peak;
    expect(new Set(pilots.map(({ peak }) => peak))).toEqual(new Set([0.01, 0.02, 0.04]));
    expect([best('all'), best('all, tanh')]).toEqual([0.04, 0.01]);
    expect([best('bare'), best('bare, tanh')]).toEqual([0.02, 0.02]);
  });

  it('gains by averaging in every arm', () => {
    for (const { ensembles: right } of ensembles) {
      const counts = right.map(meanOf);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }
    const three = (name: string) => {
      const found = ensembles.find((row) => row.arm === name && row.epochs === 20);
      return 100 * (1 - meanOf(found?.ensembles[2] ?? []) / TEST_IMAGES);
    };
    expect([three('bare').toFixed(1), three('all').toFixed(1)]).toEqual(['48.8', '52.6']);
    for (const name of ['all', 'bare'] as const) {
      const gain = arm(name).test.mean - three(name);
      const parts = worthOf(brief, name).filter(
        ({ ingredient }) => ingredient !== 'crops and flips',
      );
      expect(gain).toBeGreaterThan(Math.max(...parts.map(({ mean }) => mean)));
    }
  });
});
