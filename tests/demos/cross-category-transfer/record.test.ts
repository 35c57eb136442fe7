import { describe, expect, it } from 'vitest';

import { clusterMarks } from '#demos/cross-category-transfer/clusterMarks.ts';
import { recorded, type Study } from '#demos/cross-category-transfer/recordedGroups.ts';
import { labDefaults, planOf } from '#demos/cross-category-transfer/state.ts';
import { largeClusters } from '#numerics/clustering/largeClusters.ts';

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const accuracyOf = (studies: readonly Study[], wanted: Partial<Study>) => {
  const found = studies.find((study) =>
    Object.entries(wanted).every(([key, value]) => study[key as keyof Study] === value),
  );
  if (!found) throw new Error(`Nothing was recorded of ${JSON.stringify(wanted)}.`);
  return Number((100 * mean(found.accuracy)).toFixed(1));
};

describe('the record holds what the chapter prints', () => {
  it.each([
    ['pixels', 45.7],
    ['untrained', 41.6],
    ['features', 53.2],
    ['scaled', 63.7],
    ['whitened', 70.5],
  ] as const)('of k-means on %s', (space, percent) => {
    expect(accuracyOf(recorded.ways, { space })).toBe(percent);
  });

  it.each([
    ['scaled', 'cosine', 53.0, 58.0],
    ['scaled', 'weights', 52.8, 54.7],
    ['whitened', 'cosine', 68.8, 68.2],
    ['whitened', 'weights', 65.5, 70.4],
  ] as const)('of answers on %s by %s, and both losses', (space, head, mcl, kcl) => {
    expect(accuracyOf(recorded.heads, { space, head, loss: 'mcl' })).toBe(mcl);
    expect(accuracyOf(recorded.heads, { space, head, loss: 'kcl' })).toBe(kcl);
  });

  it('that on average no learned similarity beat k-means on its ruler, told how many kinds', () => {
    for (const space of ['scaled', 'whitened'] as const) {
      for (const head of recorded.heads.filter((study) => study.space === space)) {
        expect(mean(head.accuracy)).toBeLessThan(accuracyOf(recorded.ways, { space }) / 100);
      }
    }
  });

  it.each([
    ['head', 52.8],
    ['grouped', 74.3],
    ['dealt', 98.5],
  ] as const)('of answers of the sort “%s”', (answers, percent) => {
    expect(accuracyOf(recorded.answers, { head: 'weights', answers })).toBe(percent);
  });

  it('of flipped answers, by both losses', () => {
    const mcl = recorded.flips.filter(({ loss }) => loss === undefined);
    const kcl = recorded.flips.filter(({ loss }) => loss === 'kcl');
    expect([0.1, 0.2, 0.3, 0.5].map((rate) => accuracyOf(mcl, { rate }))).toEqual([
      100, 75, 64.7, 29.2,
    ]);
    expect([0.2, 0.3].map((rate) => accuracyOf(kcl, { rate }))).toEqual([96.3, 93.9]);
  });

  it('that with a fifth flipped MCL ends lower from the truth than from a random start', () => {
    const fifth = recorded.starts.find(({ rate }) => rate === 0.2);
    expect(fifth?.random).toHaveLength(recorded.seeds.length);
    fifth?.random.forEach((stages, seed) =>
      stages.forEach(({ loss, accuracy }, stage) => {
        const fromTruth = fifth.truth[seed]?.[stage];
        expect(accuracy).toBe(0.75);
        expect(fromTruth?.accuracy).toBeGreaterThanOrEqual(0.995);
        expect(fromTruth?.loss).toBeLessThan(loss);
      }),
    );
  });

  it('that with three in ten flipped MCL leaves the truth', () => {
    const third = recorded.starts.find(({ rate }) => rate === 0.3);
    const ended = (third?.truth ?? []).map((stages) => stages.at(-1)?.accuracy ?? Number.NaN);
    expect([Math.min(...ended), Math.max(...ended)]).toEqual([0.505, 0.75]);
  });

  it('how large the clusters are when too many are allowed', () => {
    const sizesOf = (k: number, method?: string) =>
      recorded.counts.find((row) => row.k === k && row.method === method)?.sizes ?? [];
    const largestFour = (sizes: number[][]) =>
      sizes.map((own) => own.slice(0, 4).reduce((sum, size) => sum + size, 0));
    expect(largestFour(sizesOf(12))).toEqual([161, 155, 161, 157, 158]);
    expect(largestFour(sizesOf(12, 'kmeans'))).toEqual([103, 91, 108, 98, 108]);
    expect(sizesOf(12).map(largeClusters)).toEqual([4, 4, 4, 3, 4]);
    expect(sizesOf(8).map(largeClusters)).toEqual([3, 3, 3, 3, 3]);
    expect(sizesOf(12, 'kmeans').map(largeClusters)).toEqual([5, 7, 6, 7, 5]);
    expect(sizesOf(8, 'kmeans').map(largeClusters)).toEqual([4, 3, 4, 4, 3]);
  });

  it('of too many clusters', () => {
    const kMeans = recorded.counts.filter(({ method }) => method === 'kmeans');
    const transfer = recorded.counts.filter(({ head }) => head === 'cosine');
    expect([2, 8, 12].map((k) => accuracyOf(kMeans, { k }))).toEqual([47.3, 49.6, 37.8]);
    expect([2, 8, 12].map((k) => accuracyOf(transfer, { k }))).toEqual([47.9, 61.1, 60.6]);
  });
});

it('twelve clusters have twelve marks, and matched ones that of their class', () => {
  const matched = [null, 3, null, 0, null, null, 1, null, null, 2, null, null];
  const marks = clusterMarks(matched, [4, 5, 6, 9]);
  expect(new Set(marks).size).toBe(12);
  expect([marks[1], marks[3], marks[6], marks[9]]).toEqual([9, 4, 5, 6]);
});

it('a similarity is never learned of pixels, whatever a link says', () => {
  expect(planOf({ ...labDefaults, space: 'pixels' }).space).toBe('scaled');
});
