import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { firstOverLast, growthInFirstStage } from '#demos/depth-degradation/gradientShape.ts';
import { liveRecord, recordedRuns } from '#demos/depth-degradation/recorded.ts';
import { lastError, type ShownRun } from '#demos/depth-degradation/shownRun.ts';
import { summarise, type Spread } from '#demos/depth-degradation/summarise.ts';
import { growthPerLayer } from '#numerics/depth/growthPerLayer.ts';
import start from '#numerics/tasks/depth-degradation-start.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const chapter = readFileSync('content/chapters/depth-degradation/index.mdx', 'utf8');
const runs = recordedRuns();
const summaries = summarise(runs);
const of = (kind: 'plain' | 'residual', depth: number) => {
  const found = summaries.find((summary) => summary.kind === kind && summary.depth === depth);
  if (!found) throw new Error(`${kind} ${depth}`);
  return found;
};
const printed = ({ mean, low, high }: Spread) =>
  `${mean.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;

describe('the chapter’s numbers are those of the record', () => {
  it.each([8, 14, 20, 32, 44, 56])('%i layers', (depth) => {
    const [plain, residual] = [of('plain', depth), of('residual', depth)];
    const row = `| ${depth} | ${printed(plain.training)} | ${printed(residual.training)} |`;
    expect(chapter).toContain(row);
    const count = (kind: string) => runs.filter((run) => run.kind === kind && run.depth === depth);
    expect(count('plain')).toHaveLength(3);
    expect(count('residual')).toHaveLength(3);
  });

  it('test errors and gaps', () => {
    const gap = (kind: 'plain' | 'residual', depth: number) => {
      const { test, training } = of(kind, depth);
      return (test.mean - training.mean).toFixed(1);
    };
    expect(of('plain', 20).test.mean.toFixed(1)).toBe('14.8');
    expect(of('plain', 56).test.mean.toFixed(1)).toBe('33.8');
    expect(of('residual', 56).test.mean.toFixed(1)).toBe('11.8');
    expect([gap('plain', 20), gap('plain', 56)]).toEqual(['3.4', '1.7']);
    expect([gap('residual', 8), gap('residual', 56)]).toEqual(['2.2', '4.3']);
    expect(runs.filter(({ depth }) => depth === 56).map((run) => run.parameters)).toEqual(
      Array.from({ length: 6 }, () => 853018),
    );
  });

  it('the first kernel’s gradient over the last’s, at 56 layers', () => {
    const ratios = (kind: string) =>
      runs
        .filter((run) => run.kind === kind && run.depth === 56)
        .map(({ gradients }) => gradients.map(firstOverLast));
    const rounded = (time: number, digits: number) =>
      ratios('plain').map((found) => Number(found[time]?.toFixed(digits)));
    expect(rounded(0, 0)).toEqual([622, 497, 136]);
    expect(rounded(1, 2)).toEqual([0.86, 0.56, 1.41]);
    expect(rounded(2, 2)).toEqual([2.11, 0.75, 1.64]);
    expect(ratios('residual').map(([found]) => found?.toFixed(1))).toEqual(['1.0', '1.1', '0.5']);
  });

  it('the longest gradient over the shortest, at 56 layers', () => {
    const spread = (kind: string, time: 0 | 1 | 2) => {
      const found = runs
        .filter((run) => run.kind === kind && run.depth === 56)
        .map(({ gradients }) => Math.max(...gradients[time]) / Math.min(...gradients[time]));
      return [Math.min(...found), Math.max(...found)].map((value) => Number(value.toFixed(1)));
    };
    expect(spread('plain', 0).map(Math.round)).toEqual([655, 2023]);
    expect(spread('plain', 1).map(Math.round)).toEqual([5, 17]);
    expect(spread('plain', 2)).toEqual([2.1, 4.2]);
    expect([0, 1, 2].map((time) => spread('residual', time as 0 | 1 | 2))).toEqual([
      [4.3, 5],
      [2.3, 3.4],
      [2.2, 2.7],
    ]);
  });

  it('the growth from layer to layer, by stage', () => {
    /** The geometric mean of the steps between the convolutions of a stage that keep its size. */
    const growth = (norms: readonly number[], stage: number) => {
      const n = (norms.length - 1) / 6;
      const from = 2 * n * stage + (stage === 0 ? 1 : 2);
      // The last two of all are next to the output.
      const to = 2 * n * (stage + 1) - (stage === 2 ? 2 : 0);
      return ((norms[from] ?? 0) / (norms[to] ?? 1)) ** (1 / (to - from));
    };
    const range = (kind: string, depths: readonly number[], stage: number) => {
      const found = runs
        .filter((run) => run.kind === kind && depths.includes(run.depth))
        .map(({ gradients }) => growth(gradients[0], stage));
      return [Math.min(...found), Math.max(...found)].map((value) => Number(value.toFixed(2)));
    };
    const deep = [32, 44, 56];
    expect([0, 1, 2].map((stage) => range('plain', deep, stage))).toEqual([
      [1.16, 1.24],
      [1.17, 1.2],
      [1.0, 1.14],
    ]);
    expect(range('residual', [56], 0)).toEqual([1.05, 1.1]);
    expect(range('residual', [56], 1)).toEqual([1, 1]);
    for (const run of runs.filter(({ kind, depth }) => kind === 'plain' && deep.includes(depth))) {
      const found = growthInFirstStage(run.gradients[0]);
      expect(Math.abs(found - Math.sqrt(growthPerLayer))).toBeLessThan(0.05);
    }
  });
});

describe('the lab’s own recording', () => {
  const shown = (depth: number, skips: boolean) =>
    liveRecord()
      .runs.filter(({ trial }) => trial.depth === depth && trial.skips === skips && trial.norm)
      .map(({ trial, losses, right, norms }): ShownRun => ({
        trial,
        course: { losses, right, norms },
      }));

  it('has 56 layers at chance without skips, and learning with them, on three seeds', () => {
    const [plain, residual] = [shown(56, false), shown(56, true)];
    expect(plain.map(({ trial }) => trial.seed)).toEqual([1, 2, 3]);
    expect(residual.map(({ trial }) => trial.seed)).toEqual([1, 2, 3]);
    for (const { course } of plain) {
      expect(lastError(course)).toBeGreaterThan(0.87);
      expect(firstOverLast(course.norms.first)).toBeGreaterThan(600);
      expect(firstOverLast(course.norms.afterEpoch ?? [])).toBeLessThan(0.07);
    }
    const percent = ({ course }: ShownRun) => Math.round(100 * lastError(course));
    expect(plain.map(percent)).toEqual([89, 90, 88]);
    expect(residual.map(percent)).toEqual([34, 39, 19]);
    const ratios = plain.map(({ course: { norms } }) => [
      firstOverLast(norms.first).toFixed(0),
      firstOverLast(norms.afterEpoch ?? []).toFixed(2),
    ]);
    expect(ratios).toEqual([
      ['674', '0.01'],
      ['2691', '0.04'],
      ['2899', '0.06'],
    ]);
  });

  it('has the first kernels of the plain networks lengthened by the first steps, and no others', () => {
    const factors = (skips: boolean, layer: number) =>
      liveRecord()
        .stretch.filter(({ trial }) => trial.skips === skips)
        .map((found) => found.factors[layer] ?? Number.NaN);
    expect(factors(false, 1).map(Math.round)).toEqual([7, 23, 25]);
    for (const factor of factors(false, 40)) expect(factor).toBeLessThan(1.015);
    expect(Math.max(...factors(true, 1))).toBe(1.08);
  });
});

describe('the untrained networks with which the lab opens', () => {
  beforeAll(() => startWasm());

  it('are those of the page’s own task, and without norm the skips blow up the loss', async () => {
    const { manifest } = shippedModel('base');
    const { pixels, labels } = await imagesOf('public/images/gallery-teaching.png', manifest);
    const pictures = { pixels, labels: labels.map((label) => manifest.classes.indexOf(label)) };
    const before = memory().numTensors;
    const [opening] = liveRecord().runs;
    if (!opening) throw new Error('live.json is empty');
    const found = await start({ trial: opening.trial, pictures });
    expect(found.loss).toBeCloseTo(opening.start.loss, 3);
    found.norms.forEach((norm, i) => {
      const wanted = opening.start.norms[i] ?? 0;
      expect(Math.abs(norm - wanted)).toBeLessThan(0.01 * wanted);
    });
    const blown = [];
    for (const seed of [1, 2, 3]) {
      const trial = { depth: 56, skips: true, norm: false, seed };
      blown.push((await start({ trial, pictures })).loss.toFixed(0));
    }
    expect(blown).toEqual(['3503', '435', '610']);
    expect(memory().numTensors).toBe(before);
  });
});
