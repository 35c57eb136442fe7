import { beforeAll, describe, expect, it } from 'vitest';
import { trials } from '#demos/semi-supervised-learning/recorded.ts';
import { accuracies, cloth } from '#demos/semi-supervised-learning/recordedMeans.ts';
import { describeTrial } from '#demos/semi-supervised-learning/shownRun.ts';
import { defaultsOf, labSchema, trialOf } from '#demos/semi-supervised-learning/state.ts';
import {
  drawLabelled,
  methods,
  POOL,
  problems,
  TEST,
  type Trial,
} from '#numerics/semiSupervised/trial.ts';
import train, { type Seen } from '#numerics/tasks/semi-supervised-learning-train.ts';

import { uninterrupted } from '../../numerics/tasks/uninterrupted.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

type Run = (typeof trials.runs)[number];
const rounded = (which: (run: Run) => boolean) => {
  const { mean, least, most } = accuracies(which);
  return [mean, least, most].map(Math.round);
};
/** By how many points each draw of one is ahead of the same draw of the other, in the order of seeds. */
const ahead = (one: (run: Run) => boolean, other: (run: Run) => boolean) => {
  const [a, b] = [one, other].map((which) =>
    trials.runs.filter(which).sort((x, y) => x.seed - y.seed),
  );
  return (a ?? []).map(({ end }, i) => (100 * (end[0] - (b?.[i]?.end[0] ?? NaN))) / TEST);
};
const mean = (which: (run: Run) => boolean) => accuracies(which).mean;
const at = (set: Run['set'], change: Partial<Run>) => (run: Run) =>
  run.set === set &&
  Object.entries(change).every(([key, value]) => run[key as keyof Run] === value);
const shares = (which: (run: Run) => boolean) => {
  const ends = trials.runs.filter(which).map(({ end }) => end);
  const of = (value: (end: Run['end']) => number) =>
    Math.round((100 * ends.reduce((sum, end) => sum + value(end), 0)) / ends.length);
  return {
    coverage: of(([, sure]) => sure / POOL),
    precision: of(([, sure, hits]) => hits / sure),
  };
};

describe('the record', () => {
  it('by labels a class: means, least and most of six networks', () => {
    const table = methods.map((method) => [1, 2, 4, 8].map((k) => rounded(cloth(method, k))));
    expect(table).toEqual([
      [
        [62, 53, 68],
        [69, 64, 74],
        [77, 69, 82],
        [83, 81, 84],
      ],
      [
        [62, 53, 68],
        [75, 54, 85],
        [84, 75, 91],
        [89, 86, 92],
      ],
      [
        [63, 53, 67],
        [73, 64, 82],
        [80, 70, 83],
        [83, 82, 84],
      ],
      [
        [65, 45, 79],
        [83, 79, 91],
        [91, 84, 96],
        [93, 85, 95],
      ],
    ]);
  });

  it('with one label a class FixMatch is below the labels alone in three of six', () => {
    const of = (method: Run['method']) => trials.runs.filter(cloth(method, 1));
    const [labels, fixMatch] = [of('labels'), of('fixmatch')];
    const below = fixMatch.filter(
      ({ seed, end }) => end[0] < (labels.find((run) => run.seed === seed)?.end[0] ?? 0),
    );
    expect(below.length).toBe(3);
    const worst = [...fixMatch].sort((a, b) => a.end[0] - b.end[0])[0]?.end ?? [0, 0, 0];
    expect(Math.round((100 * worst[1]) / POOL)).toBe(80);
    expect(worst[2] / worst[1]).toBeCloseTo(0.49, 2);
  });

  it('of the 14 points between labels and FixMatch the strong views are 7', () => {
    const [labels, altered, fixMatch] = (['labels', 'altered', 'fixmatch'] as const).map((method) =>
      mean(cloth(method, 4)),
    );
    expect(Math.round((fixMatch ?? 0) - (labels ?? 0))).toBe(14);
    expect(Math.round((altered ?? 0) - (labels ?? 0))).toBe(7);
    const gains = ahead(cloth('fixmatch', 4), cloth('altered', 4)).sort((a, b) => a - b);
    const [even, large] = [gains.slice(0, 3), gains.slice(3)];
    expect(even.map(Math.round)).toEqual([-2, 0, 2]);
    expect([large[0], large[2]].map((gain) => Math.round(gain ?? 0))).toEqual([11, 17]);
  });

  it('the boldest and the faintest four', () => {
    const of = (set: 'bold' | 'faint') =>
      (['labels', 'fixmatch'] as const).map((method) => rounded(at(set, { method })));
    expect(of('bold')).toEqual([
      [67, 63, 75],
      [83, 69, 92],
    ]);
    expect(of('faint')).toEqual([
      [53, 50, 56],
      [64, 49, 75],
    ]);
    const gained = mean(at('bold', { method: 'fixmatch' })) - mean(cloth('fixmatch', 1));
    expect(Math.round(gained)).toBe(19);
    expect(mean(cloth('fixmatch', 1)) - mean(cloth('labels', 1))).toBeCloseTo(2.5, 1);
  });

  it('thresholds: accuracy, coverage and precision', () => {
    const runs = [0, 0.7, 0.95, 0.99].map((threshold) =>
      threshold === 0.95 ? cloth('fixmatch', 4) : at('threshold', { threshold }),
    );
    expect(runs.map(rounded)).toEqual([
      [88, 78, 95],
      [91, 81, 95],
      [91, 84, 96],
      [88, 84, 92],
    ]);
    expect(runs.map((run) => shares(run).coverage)).toEqual([100, 96, 83, 71]);
    expect(runs.map((run) => shares(run).precision)).toEqual([91, 94, 96, 97]);
    const fallen = ahead(cloth('fixmatch', 4), at('threshold', { threshold: 0.99 }));
    expect(fallen.filter((points) => points > 0).length).toBe(5);
  });

  it('a polluted pool: means by its share', () => {
    const row = (method: Run['method'], set?: 'sorted') =>
      [0, 0.25, 0.5, 0.75].map((share) =>
        Math.round(mean(cloth(method, 4, share, share > 0 ? set : undefined))),
      );
    expect(methods.map((method) => row(method))).toEqual([
      [77, 77, 77, 76],
      [84, 83, 83, 82],
      [80, 77, 73, 68],
      [91, 89, 80, 75],
    ]);
    expect(row('fixmatch', 'sorted')).toEqual([91, 90, 90, 88]);
    const below = (share: number) => ahead(cloth('altered', 4, share), cloth('fixmatch', 4, share));
    expect([0.5, 0.75].map((share) => below(share).filter((points) => points > 0).length)).toEqual([
      4, 5,
    ]);
    expect(Math.round(mean(cloth('altered', 4, 0.5)) - mean(cloth('fixmatch', 4, 0.5)))).toBe(3);
    expect(mean(cloth('fixmatch', 4, 0.25))).toBeGreaterThan(mean(cloth('altered', 4, 0.25)));
    expect(shares(cloth('fixmatch', 4, 0.75)).coverage).toBe(84);
    const behind = (a: Run['method'], b: Run['method']) =>
      Math.round(mean(cloth(a, 4, 0.75)) - mean(cloth(b, 4, 0.75)));
    expect(behind('altered', 'fixmatch')).toBe(7);
    expect(behind('labels', 'pseudo')).toBe(8);
  });

  it('on the moons FixMatch does not help', () => {
    const of = (method: Run['method']) =>
      rounded(at('labels', { problem: 'moons', perClass: 1, method }));
    expect(of('labels')[0]).toBe(82);
    expect(of('fixmatch')).toEqual([78, 57, 86]);
    const on = (method: Run['method']) => at('labels', { problem: 'moons', perClass: 1, method });
    const gains = ahead(on('fixmatch'), on('labels')).sort((a, b) => a - b);
    expect(Math.round(gains[0] ?? 0)).toBe(-21);
    expect(gains.filter((points) => Math.abs(points) <= 2).length).toBe(4);
  });
});

describe('a training', () => {
  beforeAll(startWasm);

  it('ends as it was recorded', async () => {
    const labelled = drawLabelled('moons', 1, 2);
    const trial: Trial = {
      ...{ problem: 'moons', method: 'fixmatch', labelled },
      ...{ threshold: 0.95, polluted: 0, seed: 2 },
    };
    const run = trials.runs.find(
      at('labels', { problem: 'moons', perClass: 1, method: 'fixmatch', seed: 2 }),
    );
    const seen = await train({ trial }, uninterrupted);
    const { right = 0 } = seen?.history.at(-1) ?? {};
    // Near ties fall otherwise on another processor.
    expect(Math.abs(right - (run?.end[0] ?? 0))).toBeLessThanOrEqual(8);
    expect(seen?.field?.length).toBe(48 * 32);
  });

  it.each(problems)(
    'on %s takes up a checkpoint where it was left, and ends alike',
    async (problem) => {
      const trial: Trial = {
        ...{ problem, method: 'fixmatch', labelled: drawLabelled(problem, 2, 4) },
        ...{ threshold: 0.9, polluted: 0.25, seed: 3 },
      };
      const parts: Seen[] = [];
      const whole = await train(
        { trial },
        { ...uninterrupted, progress: (_, partial) => partial && parts.push(partial as Seen) },
      );
      const rest = await train({ trial, from: parts[3] }, uninterrupted);
      expect(parts.length).toBe(10);
      expect(rest?.history).toEqual(whole?.history);
      expect(rest?.network).toEqual(whole?.network);
    },
  );

  it('is given up when the reader stops it', async () => {
    const trial = trialOf('moons', defaultsOf('moons'));
    const stopped = () => Promise.resolve(true);
    expect(await train({ trial }, { ...uninterrupted, stopped })).toBeNull();
  });
});

describe('links', () => {
  it.each(problems)('the usual state of %s is valid, and says what is trained', (problem) => {
    const state = defaultsOf(problem);
    expect(labSchema.safeParse(state).success).toBe(true);
    expect(describeTrial(trialOf(problem, state))).toMatch(
      /^FixMatch, [24] labels, τ 0.95, seed 1$/,
    );
  });

  it.each([
    { labelled: '1-1' },
    { labelled: '40' },
    { labelled: 'a' },
    { threshold: 100 },
    { polluted: 30 },
  ])('a malformed one is refused: %o', (change) =>
    expect(labSchema.safeParse({ ...defaultsOf('cloth'), ...change }).success).toBe(false),
  );
});
