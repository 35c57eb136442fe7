import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';
import { layerShape } from '#demos/network/layerShape.ts';
import { measured } from '#demos/gradient-ascent/measured.ts';
import { fromLevels, pixelLevels } from '#demos/gradient-ascent/pixelLevels.ts';
import { recorded } from '#demos/gradient-ascent/recorded.ts';
import {
  labDefaults,
  labSchema,
  planeDefaults,
  planeSchema,
  settingsOf,
  startOf,
  type LabState,
} from '#demos/gradient-ascent/state.ts';
import { startValues } from '#numerics/ascent/startValues.ts';
import { largestDifference } from '#numerics/gradientCheck.ts';
import climb, { type ClimbStop } from '#numerics/tasks/gradient-ascent-climb.ts';

import { shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
const CAT = 3;
beforeAll(startWasm);

/** The laboratory's climb, otherwise set. */
async function climbed(change: Partial<LabState>): Promise<ClimbStop[]> {
  const state = { ...labDefaults, ...change };
  const start = startOf(state);
  if (!start) throw new Error('Expected a start without a picture.');
  const x = startValues(start, [32, 32, 3]);
  const stops = await climb(
    { x, from: 0, steps: state.done, settings: settingsOf(state) },
    context,
  );
  if (!stops) throw new Error('Nobody cancels a test.');
  return stops;
}

const ofCat = (stop: ClimbStop | undefined) => measured(stop?.scores ?? [], CAT);

describe('the climb with which the laboratory opens', () => {
  it('is the one that was recorded', async () => {
    const stops = await climbed({});
    expect(recorded.stops.length).toBe(stops.length);
    stops.forEach(({ scores, size }, i) => {
      const { scores: kept = [], size: keptSize = NaN } = recorded.stops[i] ?? {};
      expect(largestDifference(scores, kept)).toBeLessThan(0.05);
      expect(size).toBeCloseTo(keptSize, 2);
    });
    const end = Buffer.from(recorded.end, 'base64');
    expect(largestDifference(pixelLevels(stops.at(-1)?.x ?? []), end)).toBeLessThanOrEqual(2);
  });

  it('ends at 31.7, all other classes together at 3·10⁻¹³, the dog at −15', () => {
    const last = recorded.stops.at(-1)?.scores ?? [];
    const { score, logP } = measured(last, CAT);
    expect(score).toBeCloseTo(31.7, 1);
    expect(-Math.expm1(logP)).toBeGreaterThan(2e-13);
    expect(-Math.expm1(logP)).toBeLessThan(3.5e-13);
    expect(last[5]).toBeCloseTo(-15.4, 1);
  });

  it('up log p ends at 7.0 and p = 0.992', async () => {
    const target = { kind: 'class', index: CAT, as: 'logProbability' } as const;
    const { score, logP } = ofCat((await climbed({ target })).at(-1));
    expect(score).toBeCloseTo(7.0, 1);
    expect(Math.exp(logP)).toBeCloseTo(0.992, 3);
  });

  it('up the automobile’s score, step 50: 4.4, and the deer at 16.0', async () => {
    const target = { kind: 'class', index: 1, as: 'score' } as const;
    const { scores = [] } = (await climbed({ target, done: 50 })).at(-1) ?? {};
    expect(scores[1]).toBeCloseTo(4.4, 0.5);
    expect(scores[4]).toBeCloseTo(16.0, 0.3);
  });

  it('from grey: −0.69, and after twenty steps −0.59', async () => {
    const stops = await climbed({ start: 'grey' });
    expect(ofCat(stops[0]).score).toBeCloseTo(-0.69, 2);
    expect(ofCat(stops.at(-1)).score).toBeCloseTo(-0.59, 2);
  });
});

describe('in a network, clipping off', () => {
  const charged = { clip: false, eta: 1, done: 100 };

  it('η = 1: bounded at λ = 0.9, beyond 10⁸ at λ = 1.1', async () => {
    expect((await climbed({ ...charged, lambda: 0.9 })).at(-1)?.size).toBeLessThan(20);
    const state = { ...labDefaults, ...charged, lambda: 1.1 };
    const x = startValues({ kind: 'noise', sigma: 0.1, seed: 1 }, [32, 32, 3]);
    const stops = await climb({ x, from: 0, steps: 100, settings: settingsOf(state) }, context);
    expect(stops?.at(-1)?.size).toBeGreaterThan(1e8);
  });
});

describe('what was recorded of many climbs', () => {
  const record = JSON.parse(
    readFileSync('content/chapters/gradient-ascent/climbs.json', 'utf8'),
  ) as {
    stops: number[];
    attack: { steps: number[]; of: number };
    head: { sumOfScores: { least: number; most: number }; lengthOfSum: number; meanLength: number };
    runs: {
      rule: string;
      as: string;
      start: string;
      found: { c: number; rows: number[][]; best: number[] }[];
    }[];
    slopes: Record<'grey' | 'noise' | 'pictures', { median: number }>;
    shrinkage: { eta: number; lambda: number; at100: number[]; at300: (number | null)[] }[];
    softened: { jitter: number; blur: number; score: number; movedBy1: number }[];
    cosines: number[];
  };
  const mean = (rule: string, as: string, step: number, column: number) => {
    const run = record.runs.find((r) => r.rule === rule && r.as === as && r.start === 'noise');
    const at = record.stops.indexOf(step);
    const values = run?.found.map(({ rows }) => rows[at]?.[column] ?? NaN) ?? [];
    return values.reduce((sum, v) => sum + v, 0) / values.length;
  };

  it.each([
    ['plain', 'score', 41.0, 2.0, -4.6, 38.6],
    ['plain', 'logProbability', 7.3, 0.6, -0.8, 5.5],
    ['normalised', 'score', 37.1, 1.3, -4.1, 35.3],
    ['normalised', 'logProbability', 36.2, -1.3, -4.0, 36.5],
  ])('the table: %s steps up %s', (rule, as, score, best, rivals, lead) => {
    expect(mean(rule, as, 100, 0)).toBeCloseTo(score, 0.8);
    expect(mean(rule, as, 100, 2)).toBeCloseTo(best, 0.8);
    expect(mean(rule, as, 100, 3)).toBeCloseTo(rivals, 0.8);
    expect(mean(rule, as, 100, 0) - mean(rule, as, 100, 1)).toBeCloseTo(lead, 0.8);
  });

  /** The climbs that are not answered with their class: which, by how much, and behind whom. */
  const behind = (rule: string, as: string, step: number) => {
    const run = record.runs.find((r) => r.rule === rule && r.as === as && r.start === 'noise');
    const at = record.stops.indexOf(step);
    const all = run?.found.map(({ c, rows, best }) => {
      const [own = NaN, , rival = NaN] = rows[at] ?? [];
      return { c, by: rival - own, whom: best[at] };
    });
    return (all ?? []).filter(({ by }) => by > 0);
  };

  it('at step 20 four automobiles are behind up either, with plain steps', () => {
    const [AUTOMOBILE, DEER] = [1, 4];
    const up = behind('plain', 'score', 20);
    const upLog = behind('plain', 'logProbability', 20);
    expect([...up, ...upLog].map(({ c }) => c)).toEqual(Array(8).fill(AUTOMOBILE));
    expect([up.length, upLog.length]).toEqual([4, 4]);
    expect(up.every(({ by, whom }) => by > 3 && by < 7.5 && whom === DEER)).toBe(true);
    expect(upLog.every(({ by }) => by < 0.7)).toBe(true);
    const fixed = behind('normalised', 'score', 20);
    expect(fixed.map(({ c, whom }) => [c, whom])).toEqual(Array(3).fill([AUTOMOBILE, DEER]));
    expect(behind('normalised', 'logProbability', 20)).toEqual([]);
    expect(behind('plain', 'score', 100)).toEqual([]);
  });

  it('from grey, twenty steps of fixed length do what twenty plain ones do not', () => {
    const reached = (rule: string) => {
      const run = record.runs.find(
        (r) => r.rule === rule && r.as === 'score' && r.start === 'grey',
      );
      const at = record.stops.indexOf(20);
      const scores = run?.found.map(({ rows }) => rows[at]?.[0] ?? NaN) ?? [];
      return scores.reduce((sum, v) => sum + v, 0) / scores.length;
    };
    expect(reached('plain')).toBeCloseTo(0.2, 1);
    expect(reached('normalised')).toBeCloseTo(10.1, 1);
  });

  it('slopes, shrinkage, jitter and the angle are those of the text', () => {
    const { grey, noise, pictures } = record.slopes;
    expect(grey.median).toBeCloseTo(0.12, 2);
    expect(noise.median).toBeCloseTo(4.0, 1);
    expect(pictures.median).toBeCloseTo(4.7, 1);
    const charged = (eta: number, lambda: number) =>
      record.shrinkage.find((row) => row.eta === eta && row.lambda === lambda);
    expect(charged(0.1, 0)?.at100[0]).toBeCloseTo(50, 1);
    expect(charged(0.1, 0)?.at300[0]).toBeCloseTo(67.5, 1);
    expect(charged(1, 0.5)?.at300[0]).toBeCloseTo(1.4, 1);
    expect(charged(0.1, 0.5)?.at300[0]).toBeCloseTo(30.3, 1);
    const kept = (jitter: number, blur: number) => {
      const row = record.softened.find((r) => r.jitter === jitter && r.blur === blur);
      return (row?.movedBy1 ?? NaN) / (row?.score ?? NaN);
    };
    expect(kept(0, 0)).toBeCloseTo(0.61, 2);
    expect(kept(1, 0)).toBeCloseTo(0.98, 2);
    expect(kept(0, 0.6)).toBeCloseTo(0.71, 2);
    const [below = NaN, above = NaN] = [...record.cosines].sort((a, b) => a - b).slice(24, 26);
    expect((below + above) / 2).toBeCloseTo(0.887, 3);
  });

  it('signs of one grey level: 164, 362 and 440 of 454 after one, three and ten steps', () => {
    const { steps, of } = record.attack;
    const within = (n: number) => steps.filter((step) => step >= 0 && step <= n).length;
    expect([of, within(1), within(3), within(10)]).toEqual([454, 164, 362, 440]);
  });

  it('85 % of the lead that log p won is the class’s own score', () => {
    const rise = (column: number) =>
      mean('plain', 'logProbability', 100, column) - mean('plain', 'logProbability', 0, column);
    expect(rise(0) / (rise(0) - rise(1))).toBeCloseTo(0.85, 2);
  });

  it('the ten scores add up to zero, and so nearly do the head’s weights', () => {
    const { sumOfScores, lengthOfSum, meanLength } = record.head;
    expect(Math.max(-sumOfScores.least, sumOfScores.most)).toBeLessThan(0.07);
    expect(lengthOfSum / meanLength).toBeLessThan(0.03);
  });
});

describe('measuring', () => {
  it('log p keeps its digits where p is 1 in every float', () => {
    const { logP, rival } = measured([40, 1, 0], 0);
    expect(logP).toBeCloseTo(-(Math.exp(-39) + Math.exp(-40)), 25);
    expect(rival).toBe(1);
    expect(measured([-800, 0], 0).logP).toBeCloseTo(-800, 6);
  });

  it('levels and numbers go back and forth', () => {
    const levels = Uint8Array.from([0, 1, 127, 128, 255]);
    expect([...pixelLevels(fromLevels(levels))]).toEqual([...levels]);
  });
});

describe('links', () => {
  const layers = model.manifest.layers.filter(({ type }) => type === 'conv').map(layerShape);

  it('the usual states are valid', () => {
    expect(labSchema(layers, 10).safeParse(labDefaults).success).toBe(true);
    expect(planeSchema.safeParse(planeDefaults).success).toBe(true);
  });

  it.each([{ done: 1e6 }, { eta: -1 }, { target: { kind: 'class', index: 10, as: 'score' } }])(
    'a malformed one is refused: %o',
    (change) => {
      expect(labSchema(layers, 10).safeParse({ ...labDefaults, ...change }).success).toBe(false);
    },
  );
});
