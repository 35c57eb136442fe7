import { memory } from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

import { recordedLive, recordedTransfer } from '#demos/transfer-learning-limits/recorded.ts';
import { drawnPlaces, ridgeCurves } from '#demos/transfer-learning-limits/ridgeCurves.ts';
import {
  curvesDefaults,
  curvesSchema,
  probeDefaults,
  probeSchema,
  ridgeDefaults,
  ridgeSchema,
  trainDefaults,
  trainSchema,
} from '#demos/transfer-learning-limits/state.ts';
import { cellsOf } from '#demos/transfer-learning-limits/summary.ts';
import { PROBED_EACH } from '#numerics/tasks/transfer-learning-limits-probe.ts';
import train, { type Checkpoint } from '#numerics/tasks/transfer-learning-limits-train.ts';
import { CLASSES, TESTED_EACH } from '#numerics/transfer/study.ts';

import { shippedModel } from '../../numerics/network/shipped.ts';
import { galleryFor } from '../../numerics/novelty/galleryFor.ts';
import { uninterruptedWith } from '../../numerics/tasks/uninterrupted.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';

const { setting, runs } = recordedTransfer();
const cells = cellsOf(runs, setting.curveImages);
const cell = (arm: string, target: string, each: number) => {
  const found = cells.find((c) => c.arm === arm && c.target === target && c.each === each);
  if (!found) throw new Error(`no ${arm}, ${target}, ${each}`);
  return found;
};
const right = (...of: Parameters<typeof cell>) => (100 * cell(...of).test.mean).toFixed(0);

describe('what the chapter says of the record', () => {
  it('every number that it has is of three seeds', () => {
    for (const one of cells) expect(one.seeds, `${one.arm} ${one.target} ${one.each}`).toBe(3);
  });

  it('has the numbers of the text', () => {
    const table = { near: [5, 20, 50, 500], far: [5, 20, 50] } as const;
    const found = (['near', 'far'] as const).map((target) =>
      table[target].map((each) =>
        ['tuned', 'probe', 'scratch', 'untrained'].map((arm) => right(arm, target, each)).join(' '),
      ),
    );
    expect(found).toEqual([
      ['71 66 46 45', '79 74 62 55', '82 76 69 60', '85 82 71 68'],
      ['73 53 39 54', '99 81 98 78', '100 90 100 88'],
    ]);
  });

  it('near, the trained network is ahead at every size, in every seed', () => {
    for (const each of [5, 20, 50, 500]) {
      const { low } = cell('tuned', 'near', each).test;
      expect(low).toBeGreaterThan(cell('scratch', 'near', each).test.high);
    }
  });

  it('three times the steps from nothing make up for most of the lead, unless both have them', () => {
    expect([right('long', 'near', 500), right('long', 'far', 5)]).toEqual(['80', '58']);
    expect([right('longTuned', 'near', 500), right('longTuned', 'far', 5)]).toEqual(['90', '75']);
    const lead = (arm: string, over: string) =>
      (100 * (cell(arm, 'near', 500).test.mean - cell(over, 'near', 500).test.mean)).toFixed(1);
    expect(lead('tuned', 'scratch')).toBe('14.0');
    expect(lead('tuned', 'long')).toBe('5.2');
    expect(lead('longTuned', 'long')).toBe('9.5');
    for (const arm of ['long', 'longTuned']) expect(cell(arm, 'near', 500).steps).toBe(360);
  });

  it('to learn the head first makes no difference that three seeds can tell', () => {
    expect([right('probed', 'near', 20), right('probed', 'far', 5)]).toEqual(['81', '73']);
    const { low, high } = cell('probed', 'near', 20).test;
    expect(low).toBeLessThan(cell('tuned', 'near', 20).test.high);
    expect(high).toBeGreaterThan(cell('tuned', 'near', 20).test.low);
  });

  it('far, from nothing loses to frozen features with five of each, and wins with twenty', () => {
    const gap = (each: number) =>
      cell('scratch', 'far', each).test.mean - cell('probe', 'far', each).test.mean;
    expect(gap(5)).toBeLessThan(-0.1);
    expect(gap(20)).toBeGreaterThan(0.1);
    expect(gap(50)).toBeGreaterThan(0.05);
  });
});

describe('the live record', () => {
  const { each, probes, trainings } = recordedLive();
  const probe = (target: string) => probes.find((of) => of.target === target);

  it('is of the sizes of the task, and says what the chapter says', () => {
    expect(each).toEqual([...PROBED_EACH]);
    const at = (n: number) => PROBED_EACH.indexOf(n as 5);
    const share = (target: string, of: 'trained' | 'untrained', n: number) =>
      (100 * (probe(target)?.[of].shares[at(n)]?.[0] ?? 0)).toFixed(0);
    expect([share('near', 'trained', 25), share('near', 'untrained', 25)]).toEqual(['77', '56']);
    expect([share('far', 'trained', 5), share('far', 'untrained', 5)]).toEqual(['54', '54']);
    for (const n of PROBED_EACH) {
      const gap = Number(share('near', 'trained', n)) - Number(share('near', 'untrained', n));
      expect(gap).toBeGreaterThan(14);
      const far = Number(share('far', 'trained', n)) - Number(share('far', 'untrained', n));
      expect(Math.abs(far)).toBeLessThan(6);
    }
    expect(probe('near')?.mistaken).toBeCloseTo(0.315, 3);
    expect(probe('far')?.mistaken).toBe(0);
  });

  it('from six all but all letters, from nothing half', () => {
    const end = (start: string, n: number) =>
      trainings.find((t) => t.target === 'far' && t.start === start && t.each === n)?.right.at(-1);
    expect([end('trained', 20), end('random', 20)]).toEqual([99, 54]);
    expect([end('trained', 5), end('random', 5)]).toEqual([76, 53]);
  });
});

describe('the training of the page', () => {
  const model = shippedModel('six');
  beforeAll(startWasm);

  it('goes as recorded, can be paused, and leaves no tensors', { timeout: 60_000 }, async () => {
    const photographs = await galleryFor(['deer', 'dog', 'frog', 'truck']);
    const trial = { target: 'far', start: 'trained', each: 5, seed: 1 } as const;
    const checkpoints: Checkpoint[] = [];
    const context = {
      ...uninterruptedWith(model),
      progress: (_: number, partial?: unknown) => {
        if (partial) checkpoints.push(partial as Checkpoint);
      },
    };
    const found = await train({ trial, photographs, parts: 1 }, context);
    const recorded = recordedLive().trainings.find(
      (t) => t.target === 'far' && t.start === 'trained' && t.each === 5,
    );
    const rightAfter = CLASSES * TESTED_EACH - (found?.[0]?.fresh ?? 0);
    expect(Math.abs(rightAfter - (recorded?.right[0] ?? 0))).toBeLessThanOrEqual(1);
    const before = memory().numTensors;
    const from = checkpoints[0];
    const stopped = { ...context, stopped: () => Promise.resolve(true) };
    expect(await train({ trial, photographs, from, parts: 2 }, stopped)).toBeNull();
    expect(memory().numTensors).toBe(before);
  });
});

describe('the linear model', () => {
  const places = drawnPlaces();
  const errorOf = ({ bias, variance }: { bias: number; variance: number }) => bias + variance;

  it('a near source helps, a far one harms, and with many examples neither matters', () => {
    const near = ridgeCurves(places, 0.5, 10);
    const far = ridgeCurves(places, 2, 10);
    near.forEach(({ source, zero }) => expect(errorOf(source)).toBeLessThan(errorOf(zero)));
    far.forEach(({ source, zero }) => expect(errorOf(source)).toBeGreaterThan(errorOf(zero)));
    const last = far.at(-1);
    expect(errorOf(last?.source ?? { bias: 9, variance: 9 })).toBeLessThan(0.06);
  });

  it('with the best pull, no source is worse than none', () => {
    for (const distance of [0.2, 1, 2]) {
      for (const { source, leastSquares } of ridgeCurves(places, distance, null)) {
        if (Number.isFinite(leastSquares)) expect(errorOf(source)).toBeLessThan(leastSquares);
      }
    }
  });
});

it('279,812 numbers are learned by fine-tuning, and 516 by a probe', () => {
  const manifest = JSON.parse(readFileSync('public/models/six/manifest.json', 'utf8')) as {
    layers: { name: string; kernel?: { shape: number[] }; bias?: { shape: number[] } }[];
  };
  const size = (shape: number[] = [0]) => shape.reduce((product, n) => product * n, 1);
  const below = manifest.layers
    .filter(({ name, kernel }) => kernel && name !== 'logits')
    .reduce((sum, { kernel, bias }) => sum + size(kernel?.shape) + size(bias?.shape), 0);
  expect(below).toBe(279_296);
  expect(below + 129 * 4).toBe(279_812);
});

it('the states refuse what cannot be', () => {
  expect(curvesSchema.safeParse({ ...curvesDefaults, size: 9 }).success).toBe(false);
  expect(probeSchema.safeParse({ ...probeDefaults, seed: 0 }).success).toBe(false);
  expect(trainSchema.safeParse({ ...trainDefaults, each: 3 }).success).toBe(false);
  expect(ridgeSchema.safeParse({ ...ridgeDefaults, distance: 21 }).success).toBe(false);
});
