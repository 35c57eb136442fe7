import { describe, expect, it } from 'vitest';

import { mulberry32 } from '#numerics/random.ts';
import {
  childrenOf,
  differentialEvolution,
  select,
  threeOthers,
  type EvolutionSettings,
  type Judged,
  type Member,
} from '#numerics/search/differentialEvolution.ts';
import { growthOfVariance, momentsOf } from '#numerics/search/spread.ts';

const sphere = ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>) => x * x + y * y;
const rosenbrock = ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>) =>
  (1 - x) ** 2 + 100 * (y - x * x) ** 2;

const settings: EvolutionSettings = {
  members: 30,
  scale: 0.5,
  seed: 3,
  bounds: [
    { low: -4, high: 4 },
    { low: -4, high: 4 },
  ],
};

/** The members of a generation, by its number. */
async function generation(
  f: (vector: Float64Array) => number,
  number: number,
  own: EvolutionSettings = settings,
): Promise<readonly Member<Judged>[]> {
  const judge = (all: readonly Float64Array[]) =>
    Promise.resolve(all.map((vector) => ({ loss: f(vector) })));
  let at = 0;
  for await (const members of differentialEvolution(own, judge)) {
    if (at++ === number) return members;
  }
  return [];
}

const best = (members: readonly Member<Judged>[]) =>
  members.reduce((fittest, member) => (member.found.loss < fittest.found.loss ? member : fittest));

describe('differential evolution', () => {
  it('makes the child of the chapter: 10 + ½ (24 − 18) = 13, and puts 33 back to 31', () => {
    const population = [[4], [10], [24], [18]].map((v) => ({ vector: Float64Array.from(v) }));
    // For parent 0 the lots are 1, 2, 3 of four; for others what comes is not looked at.
    const lots = [0.25, 0.5, 0.75];
    let at = 0;
    const random = () => lots[at++] ?? mulberry32(at)();
    const [child] = childrenOf(population, { scale: 0.5, bounds: [{ low: 0, high: 31 }] }, random);
    expect(child?.[0]).toBe(13);

    at = 0;
    const far = [[4], [30], [24], [18]].map((v) => ({ vector: Float64Array.from(v) }));
    const [held] = childrenOf(far, { scale: 0.5, bounds: [{ low: 0, high: 31 }] }, random);
    expect(held?.[0]).toBe(31);
  });

  it('lets a child replace its own parent, and no other, if it is no worse', () => {
    const member = (x: number, loss: number) => ({ vector: Float64Array.of(x), found: { loss } });
    const next = select(
      [member(1, 0.9), member(2, 0.5), member(3, 0.4)],
      [member(4, 0.1), member(5, 0.6), member(6, 0.4)],
    );
    expect(next.map(({ vector }) => vector[0])).toEqual([4, 2, 6]);
  });

  it('draws three different members, never the parent, and each equally often', () => {
    const random = mulberry32(5);
    const counts = new Array<number>(5).fill(0);
    for (let i = 0; i < 4000; i++) {
      const drawn = threeOthers(2, 5, random);
      expect(new Set([...drawn, 2]).size).toBe(4);
      for (const at of drawn) counts[at] = (counts[at] ?? 0) + 1;
    }
    expect(counts[2]).toBe(0);
    for (const at of [0, 1, 3, 4]) expect(counts[at]).toBeGreaterThan(2850);
  });

  it('finds the lowest point of a bowl and of Rosenbrock’s valley', async () => {
    expect(best(await generation(sphere, 60)).found.loss).toBeLessThan(1e-6);
    const { vector, found } = best(await generation(rosenbrock, 250));
    expect(found.loss).toBeLessThan(1e-6);
    expect(vector[0]).toBeCloseTo(1, 2);
    expect(vector[1]).toBeCloseTo(1, 2);
  });

  it('never gets worse, stays within its bounds, and is the same for the same seed', async () => {
    const generations = await Promise.all(
      [0, 1, 2, 5, 20].map((number) => generation(rosenbrock, number)),
    );
    generations.reduce((before, after) => {
      after.forEach((member, i) =>
        expect(member.found.loss).toBeLessThanOrEqual(before[i]?.found.loss ?? 0),
      );
      return after;
    });
    const offAside = (vector: Float64Array) => sphere(vector.map((value) => value - 9));
    for (const { vector } of await generation(offAside, 15)) {
      expect(Math.max(...vector)).toBeLessThanOrEqual(4);
    }
    expect(best(await generation(offAside, 40)).vector).toEqual(Float64Array.of(4, 4));
    expect(await generation(sphere, 4)).toEqual(await generation(sphere, 4));
    expect(await generation(sphere, 4)).not.toEqual(
      await generation(sphere, 4, { ...settings, seed: 4 }),
    );
  });

  it('ends when its judge gives up, and refuses three members', async () => {
    let asked = 0;
    const judge = (all: readonly Float64Array[]) =>
      Promise.resolve(asked++ < 2 ? all.map(() => ({ loss: 1 })) : null);
    let seen = 0;
    for await (const members of differentialEvolution(settings, judge)) {
      expect(members).toHaveLength(30);
      seen++;
    }
    expect(seen).toBe(2);
    const three = differentialEvolution({ ...settings, members: 3 }, judge);
    await expect(three.next()).rejects.toThrow('Expected at least 4 members, found 3.');
  });
});

describe('the spread of the children', () => {
  it('is 1 + 2F²N/(N−1) times that of their parents: for 0, 2, 4 and F = ½ fourteen thirds', () => {
    expect(momentsOf([0, 2, 4])).toEqual({ mean: 2, variance: 8 / 3 });
    // All six children: 0+½(2−4), 0+½(4−2), 2+½(0−4), 2+½(4−0), 4+½(0−2), 4+½(2−0).
    const children = [-1, 1, 0, 4, 3, 5];
    expect(momentsOf(children).mean).toBe(2);
    expect(momentsOf(children).variance).toBeCloseTo(growthOfVariance(3, 0.5) * (8 / 3), 12);
    expect(growthOfVariance(3, 0.5) * (8 / 3)).toBeCloseTo(14 / 3, 12);
  });
});
