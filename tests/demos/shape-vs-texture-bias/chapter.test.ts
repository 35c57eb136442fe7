import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import {
  bags,
  conflictEntry,
  cueConflict,
  named,
  trials,
} from '#demos/shape-vs-texture-bias/recorded.ts';
import {
  biasText,
  cellAnswers,
  decisionsAtEnd,
  shownRecord,
} from '#demos/shape-vs-texture-bias/shownRun.ts';
import { labDefaults, labSchema, shuffleSchema } from '#demos/shape-vs-texture-bias/state.ts';
import { decisionsOf, shapeBias } from '#numerics/conflict/shapeBias.ts';
import { conflictFigures, study, type Lesson } from '#numerics/conflict/trial.ts';

const CONTRASTS = [6, 12, 18, 24, 30, 40];
const runsOf = (lesson: Lesson, contrast: number) =>
  trials.runs.filter((run) => run.lesson === lesson && run.contrast === contrast);
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const biases = (lesson: Lesson, contrast: number) =>
  runsOf(lesson, contrast).map(
    (run) => shapeBias(decisionsAtEnd(shownRecord(run)))?.bias ?? Number.NaN,
  );
const heldOut = (lesson: Lesson, contrast: number, tiling = 0) =>
  Math.round(
    100 * mean(runsOf(lesson, contrast).map((run) => (run.shuffled[tiling] ?? 0) / study.held)) +
      1e-9,
  );
const text = (values: readonly number[]) => values.map((value) => value.toFixed(2));
const shapeShare = ([s, t, o]: readonly [number, number, number]) =>
  shapeBias(named([s, t, o]))?.bias ?? Number.NaN;

describe('the tables of drawn figures', () => {
  it('are of five seeds each', () => {
    for (const lesson of ['both', 'shape', 'texture'] as const) {
      for (const contrast of CONTRASTS) expect(runsOf(lesson, contrast)).toHaveLength(5);
    }
  });

  it('shape and texture: the bias falls with the contrast, the accuracy does not', () => {
    const all = CONTRASTS.map((contrast) => biases('both', contrast));
    expect(text(all.map(mean))).toEqual(['0.99', '0.97', '0.86', '0.48', '0.18', '0.15']);
    expect(text(all.map((b) => Math.min(...b)))).toEqual([
      '0.97',
      '0.92',
      '0.72',
      '0.31',
      '0.09',
      '0.12',
    ]);
    expect(text(all.map((b) => Math.max(...b)))).toEqual([
      '1.00',
      '1.00',
      '0.96',
      '0.71',
      '0.32',
      '0.17',
    ]);
    expect(CONTRASTS.map((c) => heldOut('both', c))).toEqual([96, 95, 95, 99, 99, 99]);
  });

  it('one cue alone', () => {
    expect(CONTRASTS.map((c) => heldOut('shape', c))).toEqual([95, 93, 90, 91, 92, 90]);
    expect(text(CONTRASTS.map((c) => mean(biases('shape', c))))).toEqual([
      '0.98',
      '0.97',
      '0.97',
      '0.97',
      '0.97',
      '0.96',
    ]);
    expect(CONTRASTS.map((c) => heldOut('texture', c))).toEqual([25, 25, 40, 84, 97, 99]);
    expect(text(CONTRASTS.map((c) => mean(biases('texture', c))))).toEqual([
      '0.50',
      '0.48',
      '0.38',
      '0.05',
      '0.01',
      '0.01',
    ]);
  });

  it('epochs until the loss is half of that of guessing, shape or texture alone', () => {
    const epochs = (lesson: Lesson, contrast: number) =>
      runsOf(lesson, contrast).map(({ history }) => {
        const found = history.findIndex(([loss]) => loss < Math.log(4) / 2);
        return found < 0 ? Infinity : found + 1;
      });
    const shape = CONTRASTS.flatMap((contrast) => epochs('shape', contrast));
    expect([Math.min(...shape), Math.max(...shape)]).toEqual([10, 19]);
    const strong = epochs('texture', 40);
    expect([Math.min(...strong), Math.max(...strong)]).toEqual([7, 11]);
    expect([...epochs('texture', 6), ...epochs('texture', 12)]).toEqual(Array(10).fill(Infinity));
    const texture = epochs('texture', 24);
    expect(epochs('shape', 24).every((one, i) => one < (texture[i] ?? 0))).toBe(true);
    expect(biases('both', 24).filter((bias) => bias < 0.5)).toHaveLength(3);
  });

  it('shuffled, at ±40', () => {
    const row = (lesson: Lesson) => [0, 1, 2, 3].map((tiling) => heldOut(lesson, 40, tiling));
    expect(row('texture')).toEqual([99, 90, 80, 56]);
    expect(row('both')).toEqual([99, 90, 66, 41]);
    expect(row('shape')).toEqual([90, 44, 27, 25]);
  });

  it('the lab opens with 32 by shape and 189 by texture, counted anew from its answers', () => {
    const run = trials.runs.find(
      ({ lesson, contrast, seed }) =>
        lesson === labDefaults.lesson &&
        contrast === labDefaults.contrast &&
        seed === labDefaults.seed,
    );
    if (!run) throw new Error('No such run.');
    const { answers } = shownRecord(run);
    const decisions = decisionsOf(conflictFigures(), answers);
    expect(decisions).toEqual({ shape: 32, texture: 189, other: 19 });
    expect(biasText(decisions)).toBe('0.14 ± 0.02');
    const figures = conflictFigures();
    for (const [shape, texture] of [
      [0, 1],
      [2, 0],
      [3, 2],
    ] as const) {
      const own = answers.filter(
        (_, i) => figures[i]?.shape === shape && figures[i].texture === texture,
      );
      expect(cellAnswers(answers, shape, texture)).toEqual(own);
    }
  });
});

describe('the tables of photographs', () => {
  const seeds = (kind: string) =>
    Object.values(cueConflict.networks).filter((one) => one.kind === kind);

  it.each([
    ['natural', [0.589, 0.597], [0.32, 0.33], [0.79, 0.8]],
    ['stylised', [0.947, 0.955], [0.87, 0.87], [0.97, 0.97]],
    ['mixed', [0.939, 0.943], [0.84, 0.84], [0.96, 0.97]],
    ['stylised within class', [0.572, 0.582], [0.29, 0.29], [0.81, 0.81]],
  ])('%s: shape bias of three seeds, and with two other weights', (kind, at, less, more) => {
    const found = seeds(kind);
    expect(found).toHaveLength(3);
    const ends = (values: number[], places: number) =>
      [Math.min(...values), Math.max(...values)].map((v) => Number(v.toFixed(places)));
    expect(
      ends(
        found.map(({ conflict }) => shapeShare(conflict)),
        3,
      ),
    ).toEqual(at);
    const other = (i: number) =>
      ends(
        found.map((one) => shapeShare(one.otherContentWeights[i] ?? [0, 0, 0])),
        2,
      );
    expect(cueConflict.otherContentWeights).toEqual([0.03, 0.3]);
    expect(
      [other(0), other(1)].map((one, i) =>
        one.map((v, k) => Math.abs(v - ([less, more][i]?.[k] ?? 0)) < 0.011),
      ),
    ).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  it('right on natural and on restyled test images, in whole per cent', () => {
    const ends = (kind: string, part: 'natural' | 'restyled') => {
      const found = seeds(kind).map((one) => Math.round(one[part] / 100));
      return [Math.min(...found), Math.max(...found)];
    };
    const kinds = ['natural', 'stylised', 'mixed', 'stylised within class'];
    expect(kinds.map((kind) => [...ends(kind, 'natural'), ...ends(kind, 'restyled')])).toEqual([
      [89, 90, 43, 45],
      [83, 83, 75, 76],
      [88, 88, 76, 76],
      [84, 84, 48, 48],
    ]);
  });

  it('base 0.60, twin 0.92, robust 0.68 with six answers in ten counted', () => {
    const of = (name: string) => conflictEntry(name)?.conflict ?? [0, 0, 0];
    expect(text(['base', 'twin', 'robust'].map((name) => shapeShare(of(name))))).toEqual([
      '0.60',
      '0.92',
      '0.68',
    ]);
    const [s, t] = of('robust');
    expect(((s + t) / cueConflict.conflicts).toFixed(1)).toBe('0.6');
  });

  it('shuffled: base 90, 62, 31 %; as a bag 60 % in quarters and 14 % in tiles of 8×8', () => {
    const shuffled = conflictEntry('base')?.shuffled ?? {};
    expect(['1', '2', '4'].map((t) => Math.round((shuffled[t] ?? 0) / 100))).toEqual([90, 62, 31]);
    const bag = bags.networks.base ?? [];
    expect(bag.slice(1, 3).map((n) => Math.round((100 * n) / bags.pictures))).toEqual([60, 14]);
  });

  it('in quarters natural networks keep 60 %, stylised 40 to 41, within class 62 to 63', () => {
    const quarters = (kind: string) =>
      seeds(kind).map(({ shuffled }) => Math.round((shuffled['2'] ?? 0) / 100));
    expect(quarters('natural')).toEqual([60, 60, 60]);
    expect(quarters('stylised').toSorted()).toEqual([40, 41, 41]);
    expect(quarters('stylised within class').toSorted()).toEqual([62, 62, 63]);
  });

  it('grey: natural 82 to 83 %, stylised 79', () => {
    const grey = (kind: string) => seeds(kind).map((one) => Math.round(one.grey / 100));
    expect(grey('natural').toSorted()).toEqual([82, 82, 83]);
    expect(grey('stylised')).toEqual([79, 79, 79]);
  });

  it('the first conflict: base goes by texture, stylised by shape', () => {
    const answer = (name: string) => {
      const conflict = bags.example.verdicts.find((one) => one.name === name)?.conflict ?? [];
      return conflict.indexOf(Math.max(...conflict));
    };
    expect([answer('base'), answer('stylised')]).toEqual([9, 3]);
  });
});

describe('a link', () => {
  it('may hold any trial, and is refused outside the limits', () => {
    expect(labSchema.safeParse({ ...labDefaults, lesson: 'texture', contrast: 0 }).success).toBe(
      true,
    );
    expect(labSchema.safeParse({ ...labDefaults, contrast: 61 }).success).toBe(false);
    expect(
      shuffleSchema.safeParse({ picture: 1, tiles: 3, seed: 1, network: 'base' }).success,
    ).toBe(false);
  });
});

it('the prose counts 14,000 weights', () => {
  const [a, b, c] = study.widths;
  expect(9 * 3 * a + a + 9 * a * b + b + 9 * b * c + c + 4 * c + 4).toBe(14_468);
  const prose = readFileSync('content/chapters/shape-vs-texture-bias/index.mdx', 'utf8');
  expect(prose).toContain('14,000 weights');
});
