import { beforeAll, describe, expect, it } from 'vitest';
import { memory } from '@tensorflow/tfjs-core';
import { build, presetOf, withLargeKernels } from '#demos/vgg/built.ts';
import { drawFit } from '#demos/vgg/drawFit.ts';
import { fitInput } from '#demos/vgg/fitInput.ts';
import { figures, sharesWrong } from '#demos/vgg/recorded.ts';
import {
  builderDefaults,
  builderSchema,
  builtBlocks,
  contestDefaults,
  contestSchema,
  kernelsDefaults,
  kernelsSchema,
} from '#demos/vgg/state.ts';
import { contest } from '#numerics/stacks/contest.ts';
import { middleNames, type MiddleName } from '#numerics/stacks/middles.ts';
import fit from '#numerics/tasks/vgg-fit.ts';
import train, { type Checkpoint } from '#numerics/tasks/vgg-train.ts';

import { uninterrupted, uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';
import longerFile from '../../../content/chapters/vgg/longer.json';
import pilotFile from '../../../content/chapters/vgg/pilot.json';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

beforeAll(startWasm);

const built = (
  blocks: ReturnType<typeof builtBlocks>,
  head: 'flat' | 'pooled' = 'flat',
  side = 224,
) => build({ ...builderDefaults, blocks, head, side });

describe('the builder', () => {
  it('opens with VGG-16, and knows the presets', () => {
    expect(presetOf(builderDefaults.blocks)).toBe('D');
    expect(presetOf([])).toBeNull();
  });

  it('has the numbers that the chapter prints of D', () => {
    const { totals, dense, field, parts } = built(builtBlocks('D'));
    expect(totals.parameters).toBe(138_357_544);
    expect(totals.parameters - dense).toBe(14_714_688);
    expect(dense).toBe(123_642_856);
    expect(totals.activations).toBe(15_087_080);
    expect(totals.multiplyAdds).toBe(15_470_264_320);
    expect(field).toBe(212);
    const first = parts.slice(0, 2).reduce((sum, { activations }) => sum + activations, 0);
    expect(first / totals.activations).toBeCloseTo(0.43, 2);
    expect(built(builtBlocks('D'), 'pooled').totals.parameters).toBe(15_227_688);
  });

  it('counts what large kernels would cost', () => {
    const large = (name: 'B' | 'D') => withLargeKernels(builtBlocks(name)) ?? [];
    expect(built(large('B')).totals.multiplyAdds).toBe(9_356_017_664);
    expect(built(builtBlocks('B')).totals.multiplyAdds).toBe(11_308_466_176);
    expect(built(large('D')).totals.activations).toBe(7_661_032);
    expect(built(large('D')).field).toBe(212);
    expect(withLargeKernels(large('D'))).toBeNull();
  });

  it('says which block has nothing left to halve', () => {
    const { fault } = built([...builtBlocks('D'), { n: 1, k: 3, c: 512, p: 0 }], 'flat', 32);
    expect(fault?.block).toBe(5);
    expect(fault?.message).toContain('After 5 poolings');
  });

  it('has states that its schemas take', () => {
    expect(builderSchema.parse(builderDefaults)).toEqual(builderDefaults);
    expect(kernelsSchema.parse(kernelsDefaults)).toEqual(kernelsDefaults);
    expect(contestSchema.parse(contestDefaults)).toEqual(contestDefaults);
    expect(builderSchema.safeParse({ ...builderDefaults, blocks: [] }).success).toBe(false);
  });
});

describe('the search for three kernels', () => {
  it('keeps the best of its starts, and can be drawn', async () => {
    const found = await fit({ ...fitInput(kernelsDefaults), starts: 2 }, uninterrupted);
    if (!found) throw new Error('Nobody cancels.');
    expect(found.missed).toBe(Math.min(...found.starts));
    expect(found.whole).toHaveLength(49);
    const { kernels, between } = drawFit(found);
    expect(kernels.map(({ width, height }) => [width, height])).toEqual([
      [3, 3],
      [3, 3],
      [3, 3],
    ]);
    expect(between).toBe(1);
  });

  it('takes a kernel of the reader’s own', async () => {
    const input = { ...fitInput({ ...kernelsDefaults, target: 'own' }), starts: 1 };
    const found = await fit(input, uninterrupted);
    expect(found?.target.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 12);
  });

  it('stops when the reader cancels', async () => {
    const context = { ...uninterrupted, stopped: () => Promise.resolve(true) };
    expect(await fit(fitInput(kernelsDefaults), context)).toBeNull();
  });
});

describe('the contest', () => {
  it('has three seeds of each middle on record', () => {
    for (const name of middleNames)
      expect(figures.runs.filter(({ middle }) => middle === name).map(({ seed }) => seed)).toEqual([
        1, 2, 3,
      ]);
    for (const { collapsed, middle } of figures.runs) {
      expect(collapsed !== undefined).toBe(middle === 'linear');
      if (collapsed) expect(collapsed.same).toBe(figures.fresh);
    }
    expect(Object.keys(sharesWrong())).toEqual([...middleNames]);
  });

  it('went as the chapter says', () => {
    const ends = (name: (typeof middleNames)[number]) =>
      figures.runs
        .filter(({ middle }) => middle === name)
        .map(({ wrong }) => wrong.at(-1) ?? [NaN, NaN]);
    const row = (name: (typeof middleNames)[number]) => {
      const fresh = ends(name).map(([, wrong = NaN]) => (100 * wrong) / figures.fresh);
      const shown = ends(name).map(([wrong = NaN]) => (100 * wrong) / figures.examples);
      const mean = fresh.reduce((sum, value) => sum + value, 0) / fresh.length;
      const range = (values: number[]) =>
        [Math.min(...values), Math.max(...values)].map(Math.round);
      return [Number(mean.toFixed(1)), ...range(fresh), ...range(shown)];
    };
    expect(middleNames.map(row)).toEqual([
      [57.6, 52, 62, 38, 43],
      [13.2, 7, 23, 0, 6],
      [26, 16, 40, 4, 16],
      [24.8, 18, 35, 7, 13],
      [53.3, 36, 70, 22, 55],
      [19, 12, 27, 0, 8],
    ]);
    // In each seed the 7×7 has more errors than the stack without ReLUs.
    const linear = ends('linear').map(([, wrong]) => wrong);
    ends('seven').forEach(([, wrong], i) => expect(wrong).toBeGreaterThan(linear[i] ?? NaN));
    // Two ReLUs behind it make it better, or worse.
    const ones = ends('ones').map(([, wrong = NaN]) => wrong);
    const changed = ends('seven').map(([, wrong = NaN], i) => Math.sign((ones[i] ?? NaN) - wrong));
    expect(changed).toEqual([1, -1, -1]);
    for (const { collapsed } of figures.runs)
      if (collapsed) expect(collapsed.difference).toBeLessThan(1e-4);
  });

  it('went on for three times as long as the chapter says', () => {
    expect(longerFile.runs.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    for (const { middle, seed, wrong } of longerFile.runs) {
      const short = figures.runs.find((run) => run.middle === middle && run.seed === seed);
      expect(wrong).toHaveLength(30);
      expect(wrong.slice(0, 10)).toEqual(short?.wrong);
    }
    const ends = longerFile.runs.map(({ wrong }) => wrong.at(-1) ?? []);
    expect(ends.map(([shown = NaN]) => Math.round((100 * shown) / 256))).toEqual([12, 9, 16]);
    expect(ends.map(([, fresh = NaN]) => fresh / 4)).toEqual([31.5, 26.75, 35.25]);
  });

  it('has the rates that the pilot found best', () => {
    const found = new Map<MiddleName, { rate: number; wrong: number }>();
    for (const { middle, pilotRate, wrong } of pilotFile.runs) {
      const name = middleNames.find((known) => known === middle);
      const fresh = wrong.at(-1)?.[1] ?? NaN;
      if (name && fresh < (found.get(name)?.wrong ?? Infinity))
        found.set(name, { rate: pilotRate, wrong: fresh });
    }
    expect([...found.keys()]).toEqual(['seven', 'fives', 'threes', 'linear']);
    for (const [name, { rate }] of found) expect(contest.rates[name], name).toBe(rate);
    expect([contest.rates.ones, contest.rates.wide]).toEqual([
      contest.rates.seven,
      contest.rates.threes,
    ]);
  });

  it('had a pilot as the chapter says', () => {
    const percent = (middle: MiddleName, rate: number) =>
      Math.round(
        (100 *
          (pilotFile.runs
            .find((run) => run.middle === middle && run.pilotRate === rate)
            ?.wrong.at(-1)?.[1] ?? NaN)) /
          pilotFile.fresh,
      );
    expect([percent('threes', 0.005), percent('linear', 0.005)]).toEqual([14, 31]);
    expect([percent('linear', 0.002), percent('seven', 0.002)]).toEqual([52, 45]);
    expect(percent('seven', 0.005)).toBe(63);
  });

  it('leaves nothing behind when the reader cancels', async () => {
    const context = uninterruptedWith(() => {
      throw new Error('No network is loaded.');
    });
    const before = memory().numTensors;
    let heard = 0;
    const part: Checkpoint[] = [];
    const found = await train(
      { trial: { middle: 'linear', seed: 1 } },
      {
        ...context,
        progress: (_, checkpoint) =>
          checkpoint !== undefined && part.push(checkpoint as Checkpoint),
        stopped: () => Promise.resolve(heard++ > 3),
      },
    );
    expect(found).toBeNull();
    expect(part).toHaveLength(0);
    expect(memory().numTensors).toBe(before);
  });
});
