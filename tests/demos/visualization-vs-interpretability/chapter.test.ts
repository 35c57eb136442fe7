import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeState, encodeState } from '#demos/frame/stateLink.ts';
import { layerShape } from '#demos/network/layerShape.ts';
import { classCounts } from '#demos/visualization-vs-interpretability/drawNine.ts';
import {
  firstTurn,
  harm,
  study,
  turning,
} from '#demos/visualization-vs-interpretability/recorded.ts';
import { verdictOf } from '#demos/visualization-vs-interpretability/ShareRow.tsx';
import {
  outcomeOf,
  studyDefaults,
  studySchema,
  turnDefaults,
  turnSchema,
} from '#demos/visualization-vs-interpretability/state.ts';
import { scoreOf, trialPlan, TRIALS } from '#demos/visualization-vs-interpretability/trialPlan.ts';
import { summariseTurn } from '#demos/visualization-vs-interpretability/turnView.ts';
import { trialMethods } from '#numerics/attribution/trialMethods.ts';
import { atLeast } from '#numerics/counting/binomial.ts';
import { wilsonInterval } from '#numerics/counting/wilsonInterval.ts';
import trial from '#numerics/tasks/visualization-vs-interpretability-trial.ts';
import turn, { type TurnOutput } from '#numerics/tasks/visualization-vs-interpretability-turn.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const { classes } = model.manifest;
const context = uninterruptedWith(model);
let pixels: Uint8Array;
let labels: number[];
let found: TurnOutput;

beforeAll(async () => {
  await startWasm();
  const sheet = await imagesOf('public/images/gallery.png', model.manifest);
  pixels = sheet.pixels;
  labels = sheet.labels.map((name) => classes.indexOf(name));
  const { place, angle, seed, where } = turnDefaults;
  const run = await turn({ pixels, labels, place, angle, seed, where }, context);
  if (!run) throw new Error('Nobody cancels a test.');
  found = run;
}, 120_000);

describe('what the chapter says of the turned units of conv5', () => {
  const countsOf = (unit: number, when: 'before' | 'after') =>
    classCounts(found[when][unit] ?? [], labels, classes);

  it('no answer of 500 changes, and no score by more than 0.00001', () => {
    expect(found.right).toEqual([454, 454]);
    expect(found.changed).toBe(0);
    expect(found.difference).toBeLessThan(1e-5);
  });

  it('unit 11 had nine frogs, and then three cats, two dogs and four others', () => {
    expect(countsOf(11, 'before')).toBe('9 frog');
    expect(countsOf(11, 'after')).toBe('3 cat, 2 dog, 1 truck, 1 deer, 1 horse, 1 ship');
  });

  it('unit 51 had nine ships, and then nine dogs', () => {
    expect(countsOf(51, 'before')).toBe('9 ship');
    expect(countsOf(51, 'after')).toBe('9 dog');
  });

  it('the figure opens with what the task gives', () => {
    const { before, after, kept } = summariseTurn(found, labels);
    expect(firstTurn.before.summary.purity).toBeCloseTo(before.purity, 5);
    expect(firstTurn.after.summary.detectors).toBe(after.detectors);
    expect(firstTurn.kept).toBeCloseTo(kept, 5);
    expect(kept).toBeCloseTo(0.34, 2);
    const { unit } = turnDefaults;
    expect(firstTurn.after.peaks.map(({ picture }) => picture)).toEqual(
      found.after[unit]?.map(({ picture }) => picture),
    );
    expect([before.detectors, before.units]).toEqual([53, 128]);
    expect(before.purity).toBeCloseTo(0.74, 2);
  });

  it('a run leaves no tensor', async () => {
    const before = memory().numTensors;
    const few = { pixels: pixels.subarray(0, 25 * 3072), labels: labels.slice(0, 25), seed: 1 };
    await turn({ ...few, place: 'conv4', angle: 40, where: 'around' }, context);
    await turn({ ...few, place: 'pool1', angle: 40, where: 'around' }, context);
    await turn({ ...few, place: 'pool2', angle: 40, where: 'after' }, context);
    expect(memory().numTensors).toBe(before);
  });
});

describe('what it says of many rotations is what was recorded', () => {
  const rowOf = (place: keyof typeof turning.places) => {
    const { trained, steps } = turning.places[place];
    const last = steps.at(-1);
    return [
      trained.purity,
      last?.purity.mean,
      last?.purity.low,
      last?.purity.high,
      trained.detectors,
      Math.round(10 * (last?.detectors.mean ?? Number.NaN)) / 10,
      last?.detectors.low,
      last?.detectors.high,
    ];
  };

  it.each([
    ['pool1', [0.399, 0.36, 0.319, 0.389, 0, 0, 0, 0]],
    ['conv2', [0.335, 0.345, 0.316, 0.366, 0, 0, 0, 0]],
    ['pool2', [0.399, 0.368, 0.344, 0.392, 2, 0.6, 0, 2]],
    ['conv4', [0.547, 0.497, 0.473, 0.524, 19, 9, 2, 15]],
    ['conv5', [0.743, 0.635, 0.59, 0.674, 53, 26.6, 15, 36]],
  ] as const)('%s by 90°, 20 seeds', (place, row) => {
    expect(turning.seeds).toBe(20);
    expect(rowOf(place)).toEqual(row);
  });

  it('by lot a purity of 0.28, no detector, and 0.16 of nine pictures', () => {
    expect(turning.chance.purity).toBeCloseTo(0.28, 2);
    expect(turning.chance.detectors).toBe(0);
    expect((9 * 9) / 500).toBeCloseTo(0.16, 2);
    expect(turning.places.conv5.steps.at(-1)?.kept.mean).toBeCloseTo(0.42, 2);
  });

  it('behind the ReLU no answer changes anywhere; around it most do in conv4', () => {
    for (const { after } of Object.values(turning.places)) {
      expect(after.right).toEqual([454, 454]);
      expect(after.changed).toBe(0);
      expect(after.difference).toBeLessThan(1e-5);
    }
    const around = (place: 'conv4' | 'conv5') =>
      turning.places[place].around.map(({ angle, right }) => [angle, Math.round(right.mean)]);
    expect(around('conv4')).toEqual([
      [15, 384],
      [90, 115],
    ]);
    expect(around('conv5').at(-1)).toEqual([90, 342]);
  });

  it('selectivity and harm correlate by 0.065 in conv4 and 0.24 in conv5', () => {
    const { conv4, conv5 } = harm.places;
    expect(conv4.rank).toBe(0.065);
    expect(conv5.rank).toBe(0.24);
    expect([conv4.rankOfRight, conv5.rankOfRight].map((rank) => rank.toFixed(2))).toEqual([
      '-0.04',
      '-0.06',
    ]);
    // The standard deviation of a rank correlation of n pairs that have nothing to do with each other.
    expect(1 / Math.sqrt(conv5.units - 1)).toBeCloseTo(0.09, 2);
    expect([conv4.lost.most, conv5.lost.most, conv5.lost.none]).toEqual([7, 4, 88]);
  });
});

describe('the rule that knows no network', () => {
  it.each([
    ['gradient', 67, -0.01],
    ['guidedBackpropagation', 75, 0.94],
    ['gradCam', 85, 0.15],
    ['occlusion', 70, -0.03],
  ] as const)('is right for %s in %i of 100 pairs, at a mean ρ of %s', (method, right, rank) => {
    const { [method]: entry } = study.depths[1];
    expect(study.pairs).toBe(100);
    expect(entry.right.middle).toBe(right);
    expect(entry.rank).toBeCloseTo(rank, 2);
  });

  it('with all layers random is right in 88 pairs of guided backpropagation, and by edges in 100', () => {
    const { middle, edges } = study.depths[6].guidedBackpropagation.right;
    expect([middle, edges]).toEqual([88, 100]);
  });

  it('gets 18 of 24 on average', () => {
    const rights = trialMethods.map((method) => study.depths[1][method].right.middle);
    expect(Math.round((24 * rights.reduce((sum, right) => sum + right, 0)) / 400)).toBe(18);
  });
});

describe('the blind study', () => {
  it('has every picture once and every method six times, the same for the same seed', () => {
    for (const seed of [1, 2, 17]) {
      const plan = trialPlan(seed);
      expect(new Set(plan.map(({ image }) => image)).size).toBe(TRIALS);
      for (const method of trialMethods)
        expect(plan.filter((pair) => pair.method === method)).toHaveLength(6);
      expect(plan).toEqual(trialPlan(seed));
    }
    expect(trialPlan(1)).not.toEqual(trialPlan(2));
  });

  it('puts the trained map on the left in about half of many pairs', () => {
    const sides = Array.from({ length: 100 }, (_, i) => trialPlan(i + 1)).flat();
    const left = sides.filter(({ trained }) => trained === 'l').length;
    expect(left).toBeGreaterThan(1100);
    expect(left).toBeLessThan(1300);
  });

  it('counts answers, for all methods or one', () => {
    const plan = trialPlan(3);
    const all = plan.map(({ trained }) => trained).join('');
    expect(scoreOf(plan, all)).toEqual({ right: 24, of: 24 });
    expect(scoreOf(plan, all.slice(0, 10))).toEqual({ right: 10, of: 10 });
    const wrong = all.replace(/[lr]/g, (side) => (side === 'l' ? 'r' : 'l'));
    expect(scoreOf(plan, wrong, 'gradCam')).toEqual({ right: 0, of: 6 });
  });

  it('says what a score means', () => {
    expect(verdictOf({ right: 16, of: 24 })).toContain('7.6 % of all studies');
    expect(verdictOf({ right: 16, of: 24 })).toContain('guessing is not excluded');
    expect(verdictOf({ right: 22, of: 24 })).toContain('you can tell them apart');
    expect(verdictOf({ right: 2, of: 24 })).toContain('more often than chance');
  });

  it('keeps its answers in the link, and takes no others', () => {
    const state = { ...studyDefaults, answers: 'llrlr', seed: 4 };
    const text = encodeState(state, studyDefaults);
    expect(decodeState(text, studySchema, studyDefaults).state).toEqual(state);
    for (const bad of ['{"answers":"abc"}', `{"answers":"${'l'.repeat(25)}"}`, '{"depth":3}'])
      expect(decodeState(bad, studySchema, studyDefaults).notice).not.toBeNull();
  });

  it('never shows a map of zeros for the random network', async () => {
    const picture = pixels.subarray(0, 3072);
    for (let seed = 1; seed <= 8; seed++) {
      const pair = await trial(
        { pixels: picture, classIndex: labels[0] ?? 0, method: 'gradCam', depth: 6, seed },
        context,
      );
      expect(pair?.random.values.some((value) => value !== 0)).toBe(true);
    }
  });
});

describe('the link of a rotation', () => {
  const schema = turnSchema(model.manifest.layers.map(layerShape));

  it('has a unit that there is', () => {
    expect(schema.safeParse(turnDefaults).success).toBe(true);
    expect(schema.safeParse({ ...turnDefaults, place: 'pool1', unit: 31 }).success).toBe(true);
    expect(schema.safeParse({ ...turnDefaults, place: 'pool1', unit: 32 }).success).toBe(false);
  });

  it('judges a guess by what is left', () => {
    expect(outcomeOf([454, 454])).toBe('all');
    expect(outcomeOf([454, 374])).toBe('most');
    expect(outcomeOf([454, 104])).toBe('few');
  });
});

describe('what a score of so many pairs says', () => {
  const percent = (right: number, of: number) => {
    const { low, high } = wilsonInterval(right, of);
    return [Math.round(100 * low), Math.round(100 * high)];
  };

  it.each([
    [16, 24, 47, 82],
    [17, 24, 51, 85],
    [5, 6, 44, 97],
    [67, 100, 57, 75],
    [75, 100, 66, 82],
  ])('%i of %i reach from %i to %i %%', (right, of, low, high) => {
    expect(percent(right, of)).toEqual([low, high]);
  });

  it('guessing counts as excluded from 17 of 24, or with six of six', () => {
    const least = (of: number) =>
      Array.from({ length: of + 1 }, (_, k) => k).find((k) => wilsonInterval(k, of).low > 0.5);
    expect([least(24), least(6)]).toEqual([17, 6]);
  });

  it('a coin gets 16 of 24 in 7.6 % of studies, 17 in 3.2 %', () => {
    expect(100 * atLeast(16, 24)).toBeCloseTo(7.6, 1);
    expect(100 * atLeast(17, 24)).toBeCloseTo(3.2, 1);
  });

  it('who is right in 60 % of pairs is told so by 19 of 100 studies of 24 pairs, by 80 of 100 of about 200', () => {
    const told = (of: number) => {
      const pairs = Array.from({ length: of + 1 }, (_, k) => k);
      const least = pairs.find((k) => wilsonInterval(k, of).low > 0.5) ?? Number.NaN;
      return atLeast(least, of, 0.6);
    };
    expect(told(24)).toBeCloseTo(0.19, 2);
    expect(told(180)).toBeLessThan(0.8);
    expect(told(200)).toBeGreaterThan(0.8);
  });
});

describe('the example by hand', () => {
  const times = (matrix: number[][], vector: number[]) =>
    matrix.map((row) => row.reduce((sum, entry, i) => sum + entry * (vector[i] ?? 0), 0));
  const q = [
    [0.6, 0.8],
    [-0.8, 0.6],
  ];
  const w = [
    [2, -1],
    [-1, 2],
  ];
  const turnedWeights = w.map((row) => times(q, row));
  const close = (a: number[], b: number[]) =>
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i] ?? 0, 10));

  it('has the scores that it says, and a ship where a ReLU stands behind Q', () => {
    turnedWeights.forEach((row, i) =>
      close(
        row,
        [
          [0.4, -2.2],
          [1, 2],
        ][i] ?? [],
      ),
    );
    const [cat, ship] = [times(q, [5, 0]), times(q, [0, 5])];
    close(cat, [3, -4]);
    close(ship, [4, 3]);
    close(times(turnedWeights, cat), [10, -5]);
    close(times(turnedWeights, ship), [-5, 10]);
    close(
      times(
        turnedWeights,
        cat.map((value) => Math.max(0, value)),
      ),
      [1.2, 3],
    );
  });

  it('20 units name 1,048,576 patterns', () => {
    expect(2 ** 20).toBe(1_048_576);
  });
});
