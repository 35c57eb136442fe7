import { describe, expect, it } from 'vitest';

import { firstClimb } from '#demos/class-image-synthesis/Lab.first.ts';
import { recorded } from '#demos/class-image-synthesis/recorded.ts';
import { meanCorrelation } from '#demos/class-image-synthesis/shownClimb.ts';
import {
  labClimbs,
  labDefaults,
  labSchema,
  seedClimbs,
  seedsDefaults,
  seedsSchema,
} from '#demos/class-image-synthesis/state.ts';

import climbs from '#numerics/tasks/class-image-synthesis-climb.ts';

import { shippedModel } from '../../numerics/network/shipped.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import record from '../../../content/chapters/class-image-synthesis/priors.json';

const percent = (share: number) => Math.round(100 * share);
const group = (name: string) => {
  const found = record.groups.find((each) => each.name === `${name} 1`);
  if (!found) throw new Error(name);
  return found;
};

describe('the chapter’s tables are what was recorded', () => {
  it.each([
    ['base none', [100, 96, 11], [30, 30, 2], 23.9],
    ['base l2', [100, 97, 11], [30, 30, 3], 20.3],
    ['base tv', [100, 95, 11], [30, 30, 3], 12.6],
    ['base jitter', [93, 75, 11], [28, 24, 3], 4.4],
    ['base fourier', [99, 76, 20], [30, 24, 12], 16.5],
    ['robust none', [78, 82, 87], [26, 27, 26], 31.5],
  ])('%s after a hundred steps', (name, meanP, right, levels) => {
    const found = group(name);
    expect(found.pictures).toBe(30);
    expect(found.meanP.map(percent)).toEqual(meanP);
    expect(found.right).toEqual(right);
    expect(found.levels).toBe(levels);
  });

  it.each([
    ['base none', 30, 38, 10, 6],
    ['base l2', 30, 40, 10, 6],
    ['base tv', 30, 40, 10, 6],
    ['base jitter', 27, 60, 11, 10],
    ['base fourier', 28, 29, 17, 15],
  ])('%s at the first 99 %', (name, reached, twin, robust, steps) => {
    const found = group(name);
    expect(found.stepsToSure).toBe(steps);
    expect(found.everSure).toBe(reached);
    expect(found.meanPWhenSure.slice(1).map(percent)).toEqual([twin, robust]);
  });

  it('photographs: 78, 77 and 48 %; 91, 89 and 72 % right; 18 of 500 get 99 %; 14.7 levels', () => {
    const { meanP, right, sure99, levels } = record.photographs;
    expect(meanP.map(percent)).toEqual([78, 77, 48]);
    expect(right.map((count) => percent(count / 500))).toEqual([91, 89, 72]);
    expect(sure99[0]).toBe(18);
    expect(levels.median).toBe(14.7);
  });

  it('bare climbs: 99 % after six steps in the median, 38 at the latest; deer 21, frogs 9', () => {
    const bare = record.results.filter(({ made, prior }) => made === 'base' && prior === 'none');
    const sure = bare.map((each) => each.sure);
    expect(group('base none').stepsToSure).toBe(6);
    expect(Math.max(...sure)).toBe(38);
    const said = (index: number) => bare.filter(({ answers }) => answers[2] === index).length;
    expect([said(4), said(6)]).toEqual([21, 9]);
  });

  it('robust fails at its three cats, which it calls dogs, and one deer', () => {
    const failed = record.results.filter(
      (each) => each.made === 'robust' && each.prior === 'none' && each.answers[2] !== each.class,
    );
    expect(failed.map((each) => [each.class, each.answers[2]])).toEqual([
      [3, 5],
      [3, 5],
      [3, 5],
      [4, 7],
    ]);
  });
});

describe('the figures', () => {
  it('after eight steps: 99.97 % for noise that was moved by 5 levels, and by 22 at the most', async () => {
    await startWasm();
    const models = new Map(['base', 'twin', 'robust'].map((name) => [name, shippedModel(name)]));
    const context = uninterruptedWith((name) => models.get(name) ?? shippedModel(name));
    const { lanes, target } = labClimbs(labDefaults);
    const bare = lanes.slice(0, 1);
    const start = await climbs({ target, lanes: bare, to: 0 }, context);
    const end = await climbs({ target, lanes: bare, to: 8 }, context);
    const [from, to] = [start?.made[0], end?.made[0]];
    expect(percent(from?.p[0] ?? 0)).toBe(1);
    expect(to?.p[0]).toBeCloseTo(0.9997, 4);
    const moved = Array.from(to?.x ?? [], (value, i) => 127.5 * (value - (from?.x[i] ?? 0)));
    expect(Math.hypot(...moved) / Math.sqrt(moved.length)).toBeCloseTo(5, 1);
    expect(Math.max(...moved.map(Math.abs))).toBeLessThan(22);
  });

  it('open with what was recorded: the twin gives the first horse 95 %', () => {
    const { step, pictures } = firstClimb('lab');
    expect(step).toBe(100);
    expect(pictures.slice(0, 5).map(({ p }) => percent(p[0] ?? 0))).toEqual([
      100, 100, 100, 100, 100,
    ]);
    expect(percent(pictures[0]?.p[1] ?? 0)).toBe(95);
    expect(Number(recorded.seeds.alike.toFixed(2))).toBe(0.65);
  });

  it('six ships: 0.00 as noise, then 0.02, 0.12, 0.65 and 0.53; over ten classes 0.27 and 0.37', () => {
    const alike = ({ alike: value }: { alike: number }) => value.toFixed(2);
    const { none, jitter, fourier, robust } = recorded.byWay;
    expect(alike(recorded.noise)).toBe('0.00');
    expect([none, jitter, fourier, robust].map(alike)).toEqual(['0.02', '0.12', '0.65', '0.53']);
    expect(fourier.alike).toBe(recorded.seeds.alike);
    expect(group('base fourier').alike?.toFixed(2)).toBe('0.27');
    expect(group('robust none').alike?.toFixed(2)).toBe('0.37');
  });

  it('twin gives the bare ships of seeds 4 and 6 29 and 38 %, and calls the former an airplane', () => {
    const { p, answers } = recorded.byWay.none;
    expect([3, 5].map((i) => percent(p[i]?.[1] ?? 0))).toEqual([29, 38]);
    expect([3, 5].map((i) => answers[i]?.[1])).toEqual([0, 8]);
  });

  it('the noises’ correlation is what the demo’s own code computes', async () => {
    await startWasm();
    const models = new Map(['base', 'twin', 'robust'].map((name) => [name, shippedModel(name)]));
    const context = uninterruptedWith((name) => models.get(name) ?? shippedModel(name));
    const noises = await climbs(seedClimbs({ ...seedsDefaults, steps: 0 }), context);
    const found = meanCorrelation(noises?.made.map(({ x }) => x) ?? []);
    expect(found).toBeCloseTo(recorded.noise.alike, 3);
  });

  it('have defaults that their links allow', () => {
    expect(labSchema.parse(labDefaults)).toEqual(labDefaults);
    expect(seedsSchema.parse(seedsDefaults)).toEqual(seedsDefaults);
    expect(labClimbs(labDefaults).lanes).toHaveLength(6);
    expect(new Set(seedClimbs(seedsDefaults).lanes.map(({ seed }) => seed)).size).toBe(6);
  });

  it('equal pictures have correlation 1, opposite ones −1', () => {
    expect(
      meanCorrelation([
        [1, 2, 4],
        [1, 2, 4],
      ]),
    ).toBeCloseTo(1);
    expect(
      meanCorrelation([
        [1, 2, 4],
        [-1, -2, -4],
      ]),
    ).toBeCloseTo(-1);
  });
});
