import { describe, expect, it } from 'vitest';

import { biasedSplit } from '#numerics/cues/biasedSplit.ts';
import { placeOf, plantCue, SIDE, type Cue } from '#numerics/cues/cue.ts';
import { enrichment, meanMap } from '#numerics/cues/enrichment.ts';
import { accuracyAt, byAgreement, type Groups } from '#numerics/cues/shortcut.ts';
import checkEnrichment from '#numerics/tasks/check-enrichment.ts';
import checkShortcut from '#numerics/tasks/check-shortcut-accuracy.ts';

const tag: Cue = { kind: 'tag', row: 26, column: 2, size: 4, amplitude: 8 };
const grey = new Uint8Array(SIDE * SIDE * 3).fill(100);
const changed = (cue: Cue, picture = 0) =>
  [...plantCue(grey, cue, picture)].flatMap((value, i) =>
    value === 100 ? [] : [Math.floor(i / 3)],
  );

describe('a planted cue', () => {
  it('is a magenta square at its place, and the picture that was given stays as it was', () => {
    const pixels = new Set(changed(tag));
    expect(pixels.size).toBe(16);
    expect(Math.min(...pixels)).toBe(26 * SIDE + 2);
    expect([...plantCue(grey, tag, 0).slice((26 * SIDE + 2) * 3, (26 * SIDE + 2) * 3 + 3)]).toEqual(
      [255, 0, 255],
    );
    expect(grey.every((value) => value === 100)).toBe(true);
  });

  it('stays inside the picture, wherever it is dragged', () => {
    expect(placeOf({ ...tag, row: 31, column: 31 }, 0)).toEqual({
      row: 28,
      column: 28,
      height: 4,
      width: 4,
    });
  });

  it('that strays is at one place in each picture, and at others in others', () => {
    const stray: Cue = { ...tag, kind: 'stray' };
    const places = Array.from({ length: 500 }, (_, i) => placeOf(stray, i));
    expect(placeOf(stray, 7)).toEqual(places[7]);
    expect(new Set(places.map(({ row, column }) => `${row} ${column}`)).size).toBeGreaterThan(350);
    expect(places.every(({ row, column }) => row >= 0 && row <= 28 && column <= 28)).toBe(true);
  });

  it('as grain moves neighbours by ±8 in all colours, and leaves the mean alone', () => {
    const found = plantCue(grey, { ...tag, kind: 'grain' }, 0);
    expect([...found.slice(0, 6)]).toEqual([108, 108, 108, 92, 92, 92]);
    expect(found.reduce((sum, value) => sum + value, 0) / found.length).toBe(100);
  });

  it('as tint adds to red what it takes from blue', () => {
    expect([...plantCue(grey, { ...tag, kind: 'tint' }, 0).slice(0, 3)]).toEqual([108, 100, 92]);
  });
});

describe('a biased split', () => {
  const numbers = (from: number) => Array.from({ length: 200 }, (_, i) => from + i);
  const split = biasedSplit([numbers(0), numbers(1000)], 0.95, 3);

  it('has exactly ρ of side 0 and 1 − ρ of side 1 with the cue', () => {
    const cued = (side: number) =>
      split.training.filter((one) => one.side === side && one.cued).length;
    expect([cued(0), cued(1)]).toEqual([95, 5]);
  });

  it('tests with pictures that were not in the training, as many of either side', () => {
    const trained = new Set(split.training.map(({ picture }) => picture));
    expect(split.test.some(({ picture }) => trained.has(picture))).toBe(false);
    expect(split.test.filter(({ side }) => side === 0)).toHaveLength(100);
    expect(split.test).toHaveLength(200);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(biasedSplit([numbers(0), numbers(1000)], 0.95, 3)).toEqual(split);
    expect(biasedSplit([numbers(0), numbers(1000)], 0.95, 4)).not.toEqual(split);
  });
});

describe('accuracy of a shortcut', () => {
  const tally = (right: number) => ({ right, of: 100 });
  const groups: Groups = [
    { without: tally(20), with: tally(100) },
    { without: tally(90), with: tally(10) },
  ];

  it('the worked example: A⁺ = 95 %, A⁻ = 15 %; matched 91, balanced 55, flipped 19 %', () => {
    const by = byAgreement(groups);
    expect(by.agree).toBeCloseTo(0.95, 12);
    expect(by.disagree).toBeCloseTo(0.15, 12);
    expect(accuracyAt(by, 0.95)).toBeCloseTo(0.91, 12);
    expect(accuracyAt(by, 0.5)).toBeCloseTo(0.55, 12);
    expect(accuracyAt(by, 0.05)).toBeCloseTo(0.19, 12);
  });

  it('holds for fifty seeds of the check', async () => {
    for (let seed = 1; seed <= 50; seed++) {
      for (const { label, value, tolerance } of (await checkShortcut({ seed })).rows)
        expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
    }
  });
});

describe('enrichment', () => {
  const box = { row: 0, column: 0, height: 1, width: 2 };

  it('the worked example: 12 of 16 in 2 of 8 pixels are three times the even share', () => {
    const map = [8, -4, 1, 0, 1, 1, 0, 1];
    expect(enrichment(map, 4, box)).toBe(3);
  });

  it('of the whole picture is 1, of a map of zeros nothing', () => {
    const all = { row: 0, column: 0, height: 2, width: 4 };
    expect(enrichment([8, 4, 1, 0, 1, 1, 0, 1], 4, all)).toBe(1);
    expect(enrichment(new Float32Array(8), 4, box)).toBeNull();
  });

  it('counts each map of a mean alike, however strong it is', () => {
    const [weak, strong] = [
      [1, 0],
      [0, 1000],
    ];
    expect([...(meanMap([weak, strong].map((map) => map ?? [])) ?? [])]).toEqual([1, 1]);
    expect(meanMap([[0, 0]])).toBeNull();
  });

  it('holds for fifty seeds of the check', async () => {
    for (let seed = 1; seed <= 50; seed++) {
      for (const { label, value, tolerance } of (await checkEnrichment({ seed })).rows)
        expect(value, `${label}, seed ${seed}`).toBeLessThanOrEqual(tolerance);
    }
  });
});
