import { describe, expect, it } from 'vitest';

import { hitsTop } from '#numerics/architectureSearch/bestOfMany.ts';
import { runRacer, type Setting, type Table } from '#numerics/architectureSearch/race.ts';
import { randomSearch } from '#numerics/architectureSearch/randomSearch.ts';
import { mutate, regularisedEvolution } from '#numerics/architectureSearch/regularisedEvolution.ts';
import { reinforce } from '#numerics/architectureSearch/reinforce.ts';
import {
  decisions,
  networkOf,
  optionsOf,
  parametersOf,
  sizes,
  spaceSize,
} from '#numerics/architectureSearch/space.ts';

const counts = [2, 3, 2];
/** Networks whose score is the sum of their options: the last one is the best. */
const additive = (network: number) => optionsOf(network, counts).reduce((a, b) => a + b, 0) / 10;

describe('the space', () => {
  it('has 432 networks, each with one number', () => {
    expect(spaceSize(sizes)).toBe(432);
    for (let network = 0; network < 432; network++) {
      expect(networkOf(optionsOf(network, sizes), sizes)).toBe(network);
    }
  });

  it('counts up with the last decision first, as the record does', () => {
    expect(optionsOf(1, sizes)).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(decisions.at(-1)?.name).toBe('maps C');
    expect(optionsOf(383, sizes).map((o, i) => decisions[i]?.options[o])).toEqual([
      5,
      3,
      5,
      2,
      'yes',
      'average',
      16,
    ]);
  });

  it('counts the parameters of a network as the training script does', () => {
    expect(parametersOf(optionsOf(383, sizes))).toBe(176_122);
    expect(parametersOf(optionsOf(235, sizes))).toBe(171_258);
  });
});

describe('the searches', () => {
  const search = { counts, budget: 8, seed: 4 };

  it('pay for each network once, and for no more than they may', () => {
    for (const trained of [
      randomSearch(search),
      regularisedEvolution(additive, search, { population: 3, tournament: 2 }),
      reinforce(additive, search, { rate: 1 }),
    ]) {
      expect(new Set(trained).size).toBe(trained.length);
      expect(trained.length).toBeLessThanOrEqual(8);
    }
    expect(randomSearch(search)).toHaveLength(8);
  });

  it('end although they have nothing new to ask', () => {
    const wide = { ...search, budget: 1000 };
    const trained = reinforce(additive, wide, { rate: 10 });
    expect(trained.length).toBeLessThanOrEqual(spaceSize(counts));
  });

  it('a child differs from its parent in one decision', () => {
    for (let seed = 0; seed < 50; seed++) {
      const child = mutate(7, counts, (n) => (seed * 7) % n);
      const [a, b] = [optionsOf(7, counts), optionsOf(child, counts)];
      expect(a.filter((option, i) => option !== b[i])).toHaveLength(1);
    }
  });

  it('in a population of as many as the budget, evolution never breeds', () => {
    const evolution = { population: 100, tournament: 2 };
    const one = regularisedEvolution(additive, search, evolution);
    expect(regularisedEvolution(() => 0, search, evolution)).toEqual(one);
  });

  it('REINFORCE with a step of 0 goes on drawing evenly, whatever it sees', () => {
    const one = reinforce(additive, search, { rate: 0 });
    expect(reinforce(() => 0.5, search, { rate: 0 })).toEqual(one);
  });
});

describe('a race', () => {
  const all = Array.from({ length: 12 }, (_, i) => i);
  const table: Table = {
    counts,
    images: { validation: 100, test: 100 },
    early: all.map((i) => 40 - i),
    validation: all.map((i) => 50 + i),
    test: all.map((i) => 40 + i),
  };
  const setting: Setting = {
    budget: 12,
    population: 4,
    tournament: 2,
    rate: 1,
    judgedOn: 100,
    early: false,
  };

  it('hands in the best on validation, and tells its test accuracy', () => {
    const { test, seen } = runRacer(table, 'random', setting, 1);
    expect(test.at(-1)).toBeCloseTo(0.51);
    expect(seen.at(-1)).toBeCloseTo(0.61);
    expect(seen.every((score, i) => score >= (seen[i - 1] ?? 0))).toBe(true);
  });

  it('judges early at a quarter of the price: four networks a training', () => {
    const early = { ...setting, budget: 3, early: true };
    const { test } = runRacer(table, 'random', early, 1);
    expect(test).toHaveLength(3);
    expect(test.at(-1)).toBeCloseTo(0.4); // the early order is the reverse of the final one
  });

  it('sees noisy scores on few images, the same at each look', () => {
    const few = { ...setting, judgedOn: 10 };
    const courses = [1, 1, 2].map((seed) => runRacer(table, 'evolution', few, seed));
    expect(courses[0]).toEqual(courses[1]);
    expect(courses[0]).not.toEqual(courses[2]);
    expect(courses[0]?.seen.every((score) => Number.isInteger(Math.round(score * 1e6) / 1e5))).toBe(
      true,
    );
  });
});

it('sixty draws hold one of the best twentieth with 95 % probability, in a large space', () => {
  expect(hitsTop(50_000, 1_000_000, 60)).toBeCloseTo(0.954, 3);
});
