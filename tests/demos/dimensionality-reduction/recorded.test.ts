import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { markOf, markPath } from '#demos/dimensionality-reduction/marks.ts';
import { neighbourTowards } from '#demos/dimensionality-reduction/neighbourTowards.ts';
import { packed, unpacked } from '#demos/dimensionality-reduction/packed.ts';
import { recorded, recordedAt } from '#demos/dimensionality-reduction/recorded.ts';
import {
  labDefaults,
  labSchema,
  mapDefaults,
  strewnDefaults,
  strewnSchema,
} from '#demos/dimensionality-reduction/state.ts';
import { movedTo, strewnGroups } from '#demos/dimensionality-reduction/strewnGroups.ts';
import { nearest } from '#numerics/embedding/nearest.ts';
import { places } from '#numerics/embedding/places.ts';
import { squaredDistancesInPlane } from '#numerics/embedding/squaredDistances.ts';

const { labels } = JSON.parse(readFileSync('public/images/gallery.json', 'utf8')) as {
  labels: number[];
};
const percent = (share: number) => Number((100 * share).toFixed(1));

describe('what the chapter says of the seven stops is what was recorded', () => {
  it('the votes in all numbers: 22.8, 21.0, 32.0, 45.4, 83.0, 86.6 and 89.6 %', () => {
    expect(places.map((name) => percent(recordedAt(name).accuracy))).toEqual([
      22.8, 21, 32, 45.4, 83, 86.6, 89.6,
    ]);
  });

  it('and in the maps of t-SNE and PCA', () => {
    const of = (method: 'pca' | 'tsne') =>
      places.map((name) => percent(recordedAt(name)[method].quality.accuracy));
    expect(of('tsne')).toEqual([27, 27.6, 38.6, 57.4, 84.2, 86.6, 89.2]);
    expect(of('pca')).toEqual([16, 21.4, 30, 39.4, 46, 51.4, 47.2]);
  });

  it('a share of a fifth to a quarter of 500 pictures hangs on nine of them: pool1 is not below the pixels', () => {
    const [pixels, pool1] = [recordedAt('input').accuracy, recordedAt('pool1').accuracy];
    expect(Math.round(500 * (pixels - pool1))).toBe(9);
    expect((pixels - pool1) / Math.sqrt((pixels * (1 - pixels)) / 500)).toBeLessThan(1);
  });

  it('another seed moves a vote in the t-SNE map by at most 5 points, at the last three stops by 1.4', () => {
    const moves = places.map((name) => {
      const [own = 0, ...others] = recorded.seeds[name];
      return percent(Math.max(...others.map((other) => Math.abs(other - own))));
    });
    expect(Math.max(...moves)).toBe(5);
    expect(Math.max(...moves.slice(4))).toBe(1.4);
  });

  it('among the five nearest, which the figure counts, it is of 426, and it is a dog', () => {
    expect(recordedAt('conv4').near.filter((other) => other === 235)).toHaveLength(426);
    expect(labels[235]).toBe(5);
  });

  it('at conv4 picture 235 is among the ten nearest of 475, 221 are of nobody; without hubs 55.4 %', () => {
    expect(recordedAt('conv4').hubs).toEqual({
      picture: 235,
      of: 475,
      ofNobody: 221,
      withoutHubs: 0.554,
    });
  });

  it('on a plane nobody is among the ten nearest of more than sixty', () => {
    for (const name of places) {
      const counts = new Map<number, number>();
      const near = nearest(squaredDistancesInPlane(recordedAt(name).tsne.y), 500, 10);
      for (const j of near) counts.set(j, (counts.get(j) ?? 0) + 1);
      expect(Math.max(...counts.values())).toBeLessThanOrEqual(60);
    }
  });

  it('the plane of PCA has 40.7 % of the variance of the pixels, 29.9 % of the logits', () => {
    const shares = (name: 'input' | 'logits') => recordedAt(name).pca.shares;
    expect(percent(shares('input')[0] + shares('input')[1])).toBe(40.7);
    expect(percent(shares('logits')[0] + shares('logits')[1])).toBe(29.9);
    expect(percent(shares('input')[0])).toBe(30.4);
    expect(percent(recordedAt('average').pca.shares[0])).toBe(23.3);
  });

  it('the first axis is brightness at the pixels, and vehicles or animals at the averages', async () => {
    const sheet = await sharp('public/images/gallery.png').removeAlpha().raw().toBuffer();
    const means = labels.map((_, i) => {
      let sum = 0;
      for (let row = 0; row < 32; row++) {
        const from = ((Math.floor(i / 25) * 32 + row) * 800 + (i % 25) * 32) * 3;
        for (const value of sheet.subarray(from, from + 96)) sum += value;
      }
      return sum;
    });
    const vehicles = labels.map((label) => Number([0, 1, 8, 9].includes(label)));
    const axis = (name: 'input' | 'average') =>
      recordedAt(name).pca.y.filter((_, at) => at % 2 === 0);
    expect(Math.abs(correlation(axis('input'), means))).toBeCloseTo(0.97, 2);
    expect(Math.abs(correlation(axis('average'), vehicles))).toBeCloseTo(0.87, 2);
  });

  it('order of distances: PCA is ahead at the first two and the last two stops, with all eight seeds', () => {
    const rho = (method: 'pca' | 'tsne') =>
      places.map((name) => Number(recordedAt(name)[method].quality.rho.toFixed(2)));
    expect(rho('pca')).toEqual([0.78, 0.41, 0.18, 0.36, 0.46, 0.71, 0.52]);
    expect(rho('tsne')).toEqual([0.7, 0.35, 0.33, 0.41, 0.51, 0.64, 0.39]);
    for (const name of places) {
      const ahead = recorded.rhos[name].map((of) => recordedAt(name).pca.quality.rho > of);
      expect(new Set(ahead)).toEqual(new Set([!['pool2', 'conv4', 'conv5'].includes(name)]));
    }
    const { tsne, pca } = recordedAt('logits');
    expect(tsne.quality.kept / pca.quality.kept).toBeCloseTo(3.3, 1);
  });

  it('neighbours kept 59.7 and 20.1 %, trustworthiness 0.98 and 0.84; at pool1 0.70 and 0.63', () => {
    const { tsne, pca } = recordedAt('average');
    expect([tsne, pca].map(({ quality }) => percent(quality.kept))).toEqual([59.7, 20.1]);
    const trust = (name: 'average' | 'pool1') =>
      (['tsne', 'pca'] as const).map((method) =>
        Number(recordedAt(name)[method].quality.trust.toFixed(2)),
      );
    expect(percent(recordedAt('conv4').tsne.quality.kept)).toBe(16.3);
    expect(trust('average')).toEqual([0.98, 0.84]);
    expect(trust('pool1')).toEqual([0.7, 0.63]);
  });

  it('perplexities 2 to 100 give 85.4 to 86.6 %, eight seeds 85.2 to 86.6 %', () => {
    const byPerplexity = Object.values(recorded.perplexities).map(({ quality }) =>
      percent(quality.accuracy),
    );
    const all = [...byPerplexity, percent(recordedAt('average').tsne.quality.accuracy)];
    expect([Math.min(...all), Math.max(...all)]).toEqual([85.4, 86.6]);
    const seeds = recorded.seeds.average.map(percent);
    expect([Math.min(...seeds), Math.max(...seeds), seeds.length]).toEqual([85.2, 86.6, 8]);
    const conv4 = recorded.seeds.conv4.map(percent);
    expect([Math.min(...conv4), Math.max(...conv4)]).toEqual([53.6, 58.6]);
  });

  it('the network gets 454 right; of its 46 mistakes 35 lie among the class it gave', () => {
    const wrong = labels.flatMap((label, i) => (recorded.answers[i] === label ? [] : [i]));
    expect(wrong).toHaveLength(46);
    const near = nearest(squaredDistancesInPlane(recordedAt('logits').tsne.y), 500, 10);
    const among = wrong.filter((i) => {
      const votes = Array.from({ length: 10 }, () => 0);
      for (const j of near.subarray(i * 10, (i + 1) * 10)) {
        votes[labels[j] ?? 0] = (votes[labels[j] ?? 0] ?? 0) + 1;
      }
      return votes.indexOf(Math.max(...votes)) === recorded.answers[i];
    });
    expect(among).toHaveLength(35);
  });

  it('was made as the figure makes maps', () => {
    const { perplexity, seed, steps } = recorded;
    expect({ perplexity, seed, steps }).toEqual(mapDefaults);
  });
});

describe('a link to the figures', () => {
  const accepts = (change: object) => labSchema.safeParse({ ...labDefaults, ...change }).success;

  it('may name any stop, way, picture and class that there is', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ place: 'conv5', method: 'pca', picture: 499, only: 9, start: 'pca' })).toBe(
      true,
    );
    expect(strewnSchema.safeParse({ ...strewnDefaults, moved: [-40, 12] }).success).toBe(true);
  });

  it('is refused for one that is not', () => {
    expect(accepts({ place: 'conv1' })).toBe(false);
    expect(accepts({ perplexity: 1 })).toBe(false);
    expect(accepts({ picture: 500 })).toBe(false);
    expect(accepts({ only: 10 })).toBe(false);
    expect(strewnSchema.safeParse({ ...strewnDefaults, moved: [1e9, 0] }).success).toBe(false);
  });

  it('carries where a group was dragged to, which stays within the plane', () => {
    const moved = movedTo('distances', 12.4, 300);
    expect(strewnGroups('distances', moved).at(-1)?.centre).toEqual([12, 60]);
    expect(strewnGroups('noise', moved)[0]?.centre).toEqual([0, 0]);
    expect(
      strewnSchema.safeParse({ ...strewnDefaults, moved: movedTo('spread', -999, 999) }).success,
    ).toBe(true);
  });
});

describe('the marks', () => {
  it('of the ten classes differ in shape or filling; vehicles are solid, animals hollow', () => {
    const marks = Array.from({ length: 10 }, (_, label) => markOf(label));
    expect(new Set(marks.map(({ shape, hollow }) => `${shape} ${hollow}`)).size).toBe(10);
    expect(marks.flatMap(({ hollow }, label) => (hollow ? [] : [label]))).toEqual([0, 1, 8, 9]);
  });

  it('are drawn where their points are', () => {
    expect(markPath({ shape: 'square', hollow: false }, 100, 50, 10)).toBe('M91 41h18v18h-18z');
  });
});

it('the arrows go to the nearest point in their direction, and stay at the rim', () => {
  const cross = [0, 0, 1, 0.2, 3, 0, 0, 2, -1, -5];
  expect(neighbourTowards(cross, 0, 1, 0)).toBe(1);
  expect(neighbourTowards(cross, 0, 0, 1)).toBe(3);
  expect(neighbourTowards(cross, 0, -1, 0)).toBe(0);
});

it('packed numbers are the same when unpacked', () => {
  expect([...unpacked(packed([0, -1000, 1000, 499]))]).toEqual([0, -1000, 1000, 499]);
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (f: (i: number) => number) => a.reduce((sum, _, i) => sum + f(i), 0);
  const da = (i: number) => (a[i] ?? 0) - ma;
  const db = (i: number) => (b[i] ?? 0) - mb;
  return dot((i) => da(i) * db(i)) / Math.sqrt(dot((i) => da(i) ** 2) * dot((i) => db(i) ** 2));
}
