import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

import lineUp from '#demos/dataset-bias-detection/LineUp.first.ts';
import { recorded, recordedSetting } from '#demos/dataset-bias-detection/recorded.ts';
import {
  accuracyFor,
  shownRecord,
  shownTrial,
  threeTests,
} from '#demos/dataset-bias-detection/shownTrial.ts';
import { labDefaults, labSchema, trialOf } from '#demos/dataset-bias-detection/state.ts';
import { sideClasses, training } from '#numerics/cues/trial.ts';
import look from '#numerics/tasks/dataset-bias-detection-look.ts';
import train from '#numerics/tasks/dataset-bias-detection-train.ts';

import { imagesOf, shippedModel } from '../../numerics/network/shipped.ts';
import { startWasm } from '../../numerics/wasm/wasmBackend.ts';
import { uninterrupted } from '../../numerics/tasks/uninterrupted.ts';

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (share: number) => Math.round(100 * share + 1e-9);

/** A setting's means over the seeds, as the chapter prints them. */
function printed(name: string) {
  const { runs, agreement } = recordedSetting(name);
  const at = (q: number) => runs.map(({ groups }) => accuracyFor(groups, q));
  const flipped = at(1 - agreement);
  const enriched = (version: 'with' | 'without', method: 'saliency' | 'gradCam') =>
    mean(runs.map(({ enrichment }) => enrichment[version][method].mean));
  return {
    accuracies: [at(agreement), at(0.5), flipped].map((values) => percent(mean(values))),
    range: [Math.min(...flipped), Math.max(...flipped)].map(percent),
    saliency: Number(enriched('with', 'saliency').toFixed(1)),
    gradCam: Number(enriched('with', 'gradCam').toFixed(1)),
    absent: Number(enriched('without', 'saliency').toFixed(1)),
    absentEach: (method: 'saliency' | 'gradCam') =>
      runs.map(({ enrichment }) => enrichment.without[method].mean),
    animals: Number(mean(runs.map((run) => run.animals?.saliency ?? Number.NaN)).toFixed(1)),
    cosine: Number(mean(runs.map(({ cosine }) => cosine)).toFixed(2)),
    cosineWithout: Number(mean(runs.map((run) => run.cosineWithout ?? Number.NaN)).toFixed(2)),
    worst: percent(mean(runs.map(({ groups }) => Math.min(...groups)))),
    untagged: mean(runs.map(({ groups }) => groups[0])),
  };
}

describe('the chapter’s tables are what was recorded', () => {
  it('over five seeds', () => {
    expect(recorded.seeds).toEqual([1, 2, 3, 4, 5]);
    for (const { runs } of Object.values(recorded.settings)) expect(runs).toHaveLength(5);
  });

  it.each([
    [0.5, [80, 80, 80], [78, 82], 0.8, 0.9],
    [0.7, [81, 77, 74], [70, 77], 1.9, 4.1],
    [0.8, [83, 73, 63], [56, 66], 3.1, 5.3],
    [0.9, [89, 66, 42], [29, 51], 5.1, 6.7],
    [0.95, [94, 57, 20], [8, 34], 7.4, 7.3],
    [1, [100, 50, 1], [0, 2], 12.2, 8.3],
  ])('a tag at ρ = %d: %j, flipped %j', (rho, accuracies, range, saliency, gradCam) => {
    expect(printed(`tag ${rho}`)).toMatchObject({ accuracies, range, saliency, gradCam });
  });

  it.each([
    [0.5, [80, 80, 80], [77, 84], 0.06],
    [0.7, [81, 76, 70], [68, 74], 0.41],
    [0.8, [82, 71, 60], [55, 63], 0.52],
    [0.9, [90, 66, 41], [29, 50], 0.62],
    [0.95, [94, 61, 29], [19, 37], 0.69],
    [1, [100, 51, 1], [0, 3], 0.78],
  ])('a grain at ρ = %d: %j, flipped %j', (rho, accuracies, range, cosine) => {
    const found = printed(`grain ${rho}`);
    expect(found).toMatchObject({ accuracies, range, cosine });
    expect([found.saliency, found.gradCam]).toEqual([1, 1]);
  });

  it('the gradient in the place of a tag that tells nothing: 0.4 to 1.1 times the even share', () => {
    const each = recordedSetting('tag 0.5').runs.map((run) => run.enrichment.with.saliency.mean);
    expect([Math.min(...each), Math.max(...each)].map((e) => e.toFixed(1))).toEqual(['0.4', '1.1']);
  });

  it('maps fade towards the border, in networks with no reason to look away from it', () => {
    for (const name of ['tag 0.5', 'grain 0.95', 'tint24 0.95']) {
      const map = recordedSetting(name).runs[0]?.maps?.without.saliency ?? [];
      const onBorder = map.filter((_, i) => i % 32 === 0 || i % 32 === 31 || i < 32 || i >= 992);
      expect(onBorder).toHaveLength(124);
      expect(mean(onBorder)).toBeLessThan(0.7);
    }
  });

  it('a tint of 24 levels: matched 83 %, flipped 46 % (39–55), cosine 0.14; of 8: 74 %', () => {
    const { accuracies, range, cosine } = printed('tint24 0.95');
    expect([accuracies[0], accuracies[2], range, cosine]).toEqual([83, 46, [39, 55], 0.14]);
    const faint = printed('tint8 0.95').accuracies;
    expect([faint[0], faint[2]]).toEqual([74, 74]);
  });

  it('a stray tag: 7.8 times the even share at its own place, flipped 24 %', () => {
    const { accuracies, saliency } = printed('stray 0.95');
    expect([accuracies[2], saliency]).toEqual([24, 7.8]);
  });

  it('its mean map hides it: no place has more than a few times the even share', () => {
    const largest = (name: string) =>
      Math.max(...(recordedSetting(name).runs[0]?.maps?.with.saliency ?? [Infinity]));
    expect(largest('stray 0.95')).toBeLessThan(3);
    expect(largest('tag 0.95')).toBeGreaterThan(10);
  });

  it('without the tag four of five vehicles are lost, at 1.2 times the even share', () => {
    const { untagged, absent } = printed('tag 0.95');
    expect(percent(untagged)).toBe(21);
    expect(absent).toBe(1.2);
    expect(printed('tag 0.5').absent).toBe(0.9);
  });

  it('between 0.8 and 1.8; Grad-CAM below a third in four, threefold in the first', () => {
    const { absentEach } = printed('tag 0.95');
    const each = absentEach('saliency');
    expect([Math.min(...each), Math.max(...each)].map((e) => e.toFixed(1))).toEqual(['0.8', '1.8']);
    const [first, ...others] = absentEach('gradCam');
    expect(first?.toFixed(0)).toBe('3');
    expect(Math.max(...others)).toBeLessThan(1 / 3);
  });

  it('animals that wear the tag: 7.7 times the even share in it, in maps of the other side', () => {
    expect(printed('tag 0.95').animals).toBe(7.7);
  });

  it('without the grain the gradient does not point along it: cosine 0.01', () => {
    expect(printed('grain 0.95').cosineWithout).toBe(0.01);
  });

  it('the worst group: 9 % for the tag, 11 % for the grain', () => {
    expect([printed('tag 0.95').worst, printed('grain 0.95').worst]).toEqual([9, 11]);
  });
});

describe('the line-up', () => {
  it('A 95 and 19 %, B 82 and 81, C 95 and 12, D 83 and 39; B is the lowest and sound', async () => {
    const suspects = await lineUp();
    expect(suspects.map(({ kind }) => kind)).toEqual(['grain', null, 'tag', 'tint']);
    expect(suspects.map(({ matched, flipped }) => [percent(matched), percent(flipped)])).toEqual([
      [95, 19],
      [82, 81],
      [95, 12],
      [83, 39],
    ]);
    const lowest = Math.min(...suspects.map(({ matched }) => matched));
    expect(suspects[1]?.matched).toBe(lowest);
  });

  it('only C’s maps have a place with more than four times the even share', async () => {
    const strong = (await lineUp()).map(({ saliency }) => saliency.scale > 4);
    expect(strong).toEqual([false, false, true, false]);
    const [a, b] = (await lineUp()).map(({ saliency }) => saliency.scale);
    expect([a, b]).toEqual([1.41, 1.68]);
  });
});

describe('what the page trains', () => {
  it('is two sides of four classes, 14,402 weights', () => {
    expect(sideClasses.map((classes) => classes.length)).toEqual([4, 4]);
    const [a, b, c] = training.widths;
    expect(9 * 3 * a + a + 9 * a * b + b + 9 * b * c + c + 2 * c + 2).toBe(14_402);
  });

  describe('here', () => {
    beforeAll(() => startWasm());

    it('is the network that was recorded, for the lab’s first state', async () => {
      const { pixels, labels } = await imagesOf(
        'public/images/gallery.png',
        shippedModel('base').manifest,
      );
      const input = { pictures: { pixels, classes: labels }, trial: trialOf(labDefaults) };
      const trained = await train(input, uninterrupted);
      const weights = trained?.weights ?? {};
      const found = await look({ ...input, weights }, uninterrupted);
      if (!trained || !found) throw new Error('Nobody cancels a test.');
      const setting = recordedSetting('tag 0.95');
      const [run] = setting.runs;
      if (!run) throw new Error('No run.');
      const [here, there] = [
        shownTrial(input.trial, trained.history, found),
        shownRecord(setting, run),
      ];
      const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(0.06);
      here.groups.forEach((share, i) => close(share, there.groups[i] ?? Number.NaN));
      close(threeTests(here).flipped, threeTests(there).flipped);
      expect(here.looks.with.enrichment.saliency.mean).toBeGreaterThan(5);
      expect(here.looks.without.enrichment.saliency.mean).toBeLessThan(3);
    }, 300_000);
  });
});

describe('a link to the lab', () => {
  it('may hold any cue, and is refused for one outside the picture or a share below one half', () => {
    expect(labSchema.safeParse({ ...labDefaults, kind: 'grain', agreement: 50 }).success).toBe(
      true,
    );
    expect(labSchema.safeParse({ ...labDefaults, row: 32 }).success).toBe(false);
    expect(labSchema.safeParse({ ...labDefaults, agreement: 40 }).success).toBe(false);
  });
});

describe('the prose', () => {
  const text = readFileSync('content/chapters/dataset-bias-detection/index.mdx', 'utf8');
  it('speaks of as many numbers, levels and pictures as there are', () => {
    expect(text).toContain('14,000 weights');
    expect(text).toContain('3,072 numbers');
    expect(32 * 32 * 3).toBe(3072);
    expect((100 * 16) / 1024).toBeCloseTo(1.6, 1);
  });
});
